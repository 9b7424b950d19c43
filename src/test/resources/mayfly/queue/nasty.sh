#!/bin/sh
# A child that does not want to be found or ended: nasty.sh TRICK PIDS. Writes the pid of each process that stays into the file PIDS, a line each, and names that file in its
# arguments, by which a test finds it. It stays for ten minutes, so that a test that fails leaves nothing for ever.
pids=$2
stay='trap "" TERM HUP INT; echo $$ >> "$0"; i=0; while [ $i -lt 600 ]; do sleep 1; i=$((i + 1)); done'
case $1 in
plain) sh -c "$stay" "$pids" & ;;
session) setsid sh -c "$stay" "$pids" & ;;
orphan) (setsid sh -c "$stay" "$pids" &) & ;;
environment) env -i PATH="$PATH" sh -c "$stay" "$pids" & ;;
changed) MAYFLY_ATTEMPT=another/1 sh -c "$stay" "$pids" & ;;
stopped) sh -c 'trap "" TERM; echo $$ >> "$0"; kill -STOP $$' "$pids" & ;;
everything) (env -i PATH="$PATH" setsid sh "$0" daemon "$pids" &) & ;;
daemon) (setsid sh -c "$stay" "$pids" &) & ;;
# Somebody else every fifth of a second, with another parent, session and pid.
hopping) (env -i PATH="$PATH" setsid sh "$0" hop "$pids" &) & ;;
hop) echo $$ >> "$pids"; trap "" TERM; sleep 0.2; (setsid sh "$0" hop "$pids" &) & ;;
esac
exit 0
