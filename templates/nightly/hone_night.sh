git config --global --add safe.directory "$PWD"
git config user.name hone
git config user.email hone@localhost
hone fetch
# What was cut short goes on; what has ended is followed by another.
resume=
case $(hone status --json | jq -r '.runs[-1] | if . == null then "none" else .reason // "open" end') in
  open | interrupted) resume=--resume ;;
esac
# The signal ends it after the step in flight, and that is no failure. What it came to is sent back in any case.
code=0
timeout --foreground --signal=INT --kill-after=30m "$SECONDS_A_NIGHT" hone run $resume || code=$?
hone push --journals --branches
[ "$code" -eq 0 ] || [ "$code" -eq 124 ] || exit "$code"
