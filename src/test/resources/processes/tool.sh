#!/bin/sh
# A program that does what it is told, and says what it was given.
what=$1
shift
case $what in
arguments) for a in "$@"; do printf '%s\n' "$a"; done ;;
messages)
    echo 'plain log'
    echo '{"progress": 0.25, "message": "a quarter"}'
    echo '{"progress": {"current": 3, "total": 4}, "message": "three of four"}'
    echo '{"no": "message"}'
    echo '{"output": {"count": 17, "words": ["a", "b"]}}'
    echo '{"complete": {"count": 18}}'
    ;;
redraw) printf 'Duration: 00:01:40.00, start\n' >&2; printf 'time=00:00:25.10 x\rtime=00:00:50.99 x\rtime=00:00:10.00 x\r' >&2; sleep 1.5 ;;
files) for n in 1 2 3; do echo "page $n" > "page-$n.txt"; done; echo '{"a": [1, 2]}' > data.json; ln -s /etc/passwd page-4.txt ;;
copy) cat "$1" ;;
environment) env | sort; ls ;;
exit) echo 'the last words' >&2; exit "$1" ;;
signal) kill -SEGV $$ ;;
patient) trap 'echo saved > page-1.txt; exit 0' TERM; echo '{"progress": {"current": 1, "total": 2}}'; while :; do sleep 0.1; done ;;
stubborn) trap '' TERM; setsid sleep 1000 & echo '{"progress": {"current": 1, "total": 2}}'; while :; do sleep 0.1; done ;;
esac
