# Runs all of "$@" but the first as it is run to be judged, and writes to $HONE_RESULTS where its time went: a line each, its fields parted by
# tabs. The first is what each Python is to import.
hook=$1
shift
out=$HONE_RESULTS
work=$out.scout
mkdir -p "$work" || exit 1
# What the command reports is its own, and of no use here.
HONE_RESULTS=$out.own
export HONE_RESULTS
# Each Python that is started profiles itself.
printf '%s' "$hook" >"$work/sitecustomize.py"
PYTHONPATH=$work${PYTHONPATH:+:$PYTHONPATH}
HONE_SCOUT_FOLDER=$work
export PYTHONPATH HONE_SCOUT_FOLDER
# What is over soon is run again, for enough samples: three seconds, or fifty times.
again='i=0
start=$(date +%s)
while "$@" >&2 || exit; do
    i=$((i + 1))
    [ $i -lt 50 ] && [ $(($(date +%s) - start)) -lt 3 ] || break
done
echo $i >"$HONE_SCOUT_FOLDER/runs"'
# Others are sampled, with the kernel's time where that may be seen.
event=
for one in cpu-clock cpu-clock:u; do
    if perf record -q -e $one -o "$work/probe" -- true >/dev/null 2>&1; then
        event=$one
        break
    fi
done
if [ -n "$event" ]; then
    perf record -q -F 999 -g -e "$event" -o "$work/samples" -- sh -c "$again" sh "$@" >&2
else
    sh -c "$again" sh "$@"
fi
status=$?
[ $status -eq 0 ] || exit $status
printf 'runs\t%d\n' "$(cat "$work/runs")" >>"$out"
cat "$work"/*.python >>"$out" 2>/dev/null
[ -n "$event" ] || exit 0
perf script -i "$work/samples" -F ip,sym,dso 2>/dev/null | awk '
    function end(i, seen) {
        if (depth == 0) return
        samples++
        own[stack[1]]++
        split("", seen)
        for (i = 1; i <= depth; i++) if (!(stack[i] in seen)) { seen[stack[i]] = 1; all[stack[i]]++ }
        depth = 0
    }
    /^[ \t]*$/ { end(); next }
    { sub(/^[ \t]*[0-9a-f]+[ \t]+/, ""); stack[++depth] = $0 }
    END { end(); for (frame in all) printf "perf\t%d\t%d\t%s\n", own[frame], all[frame], frame }' >>"$out"
exit 0
