
# Says when a hone branch goes out without its notes or its journal. It never stops a push.

hook=pre-push
updates=$(cat)
feed() { [ -z "$updates" ] || printf '%s\n' "$updates" 2>/dev/null; }
feed | run_kept "$@" || exit

case $updates in
*refs/heads/hone/*) ;;
*) exit 0 ;;
esac

# Tells whether there are refs below a prefix of which none goes out.
stays_behind() {
    case $updates in
    *"$1"*) return 1 ;;
    esac
    [ -n "$(git for-each-ref --count=1 "$1")" ]
}

told=' '
feed | while read -r from _ to _; do
    [ "$from" != '(delete)' ] || continue
    case $from in
    refs/heads/hone/*/*) branch=${from#refs/heads/} ;;
    *) branch=${to#refs/heads/} ;;
    esac
    case $branch in
    hone/*/*) run=${branch#hone/} run=${run%%/*} ;;
    *) continue ;;
    esac
    case $told in
    *" $run "*) continue ;;
    esac
    told="$told$run "
    what= refs=
    if stays_behind refs/notes/hone/; then
        what=' its notes' refs=" 'refs/notes/hone/*'"
    fi
    if stays_behind "refs/hone/journal/$run/"; then
        what="$what${what:+ and} its journal" refs="$refs 'refs/hone/journal/$run/*'"
    fi
    [ -n "$what" ] || continue
    echo "hone: '$branch' goes out without$what in this push. They go with:"
    echo "hone:   git push $1$refs"
    case $refs in
    *journal*) echo "hone: A journal holds prompts, replies and what programs printed." ;;
    esac
done >&2
exit 0
