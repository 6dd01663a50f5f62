
# Scores, feedback and reviews follow the commits that `git commit --amend` and `git rebase` replace.

hook=post-rewrite
pairs=$(cat)
feed() { [ -z "$pairs" ] || printf '%s\n' "$pairs" 2>/dev/null; }
feed | run_kept "$@"
status=$?

for ref in $(git for-each-ref --format='%(refname)' refs/notes/hone/); do
    # Where several commits became one: a JSON line is kept once, texts stand one after the other.
    case $ref in
    */score | */review) mode=cat_sort_uniq ;;
    *) mode=concatenate ;;
    esac
    feed | GIT_NOTES_REWRITE_REF=$ref GIT_NOTES_REWRITE_MODE=$mode \
        git notes copy --stdin --for-rewrite="$1"
done
exit "$status"
