# How every make.sh of this folder begins: its arguments HONE and FOLDER, and an empty repository at FOLDER/first that nothing of this machine gets into.
set -eu
hone=$1 folder=$2
export HOME="$folder/home" XDG_CACHE_HOME="$folder/cache" GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8 TZ=UTC
mkdir -p "$HOME" "$folder/first"
git config --global user.name Ada
git config --global user.email ada@example.org
git config --global init.defaultBranch main

cd "$folder/first"
git init -q

# Commits what the folder holds, which the runs begin from.
begin() {
    git add -A
    git commit -qm 'Begin'
}

# Keeps the repository as it is, and what `log` says of the run sum-1.
keep() {
    "$hone" log sum-1 --json > "$folder/log.json"
    git gc -q --prune=now
    git bundle create -q "$folder/runs.bundle" --all
}
