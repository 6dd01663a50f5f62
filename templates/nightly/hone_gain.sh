run=$(hone status --json | jq -r '.runs[-1] | select(.gain_over_base.confirmed == true) | .run')
[ -n "$run" ] || exit 0
branch=gain-of-$run
if git ls-remote --exit-code origin "refs/heads/$branch" >/dev/null; then exit 0; fi
hone land "$run:best" --body >body.of.hone
title=$(sed -n '1s/^#* *//p' body.of.hone)
