
# On a hone branch, a commit that changes what the run may not change is refused.

hook=pre-commit
run_kept "$@" || exit

branch=$(git symbolic-ref --quiet HEAD) || exit 0
case $branch in
refs/heads/hone/*/*) branch=${branch#refs/heads/} ;;
*) exit 0 ;;
esac

program=
note=$(git rev-parse --git-common-dir)/hone/program
[ ! -r "$note" ] || read -r program <"$note" || :
if [ ! -x "$program" ] && ! program=$(command -v hone); then
    echo "hone: the commit on '$branch' was not checked: there is no 'hone' on the PATH" >&2
    exit 0
fi
tree=$(git write-tree) || exit
exec "$program" hooks check-commit --branch "$branch" --tree "$tree"
