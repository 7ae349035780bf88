#!/usr/bin/env bash
# One journey for a person to watch: a message to a prospective mentor, typed by an invisible hand into the real app.
#
#     tests/journeys/by_tmux.sh            80x24, in the terminal you are in
#     tests/journeys/by_tmux.sh 120x40     larger
#
# Needs tmux and an installed Coach (`make run` once). Without a terminal it prints each screen instead. Not run in CI.
set -euo pipefail
cd "$(dirname "$0")/../.."

size="${1:-80x24}"
home="$(mktemp -d)"
socket="coach-journey-$$"
pause="${PAUSE:-0.03}"

tm() { tmux -L "$socket" -f /dev/null "$@"; }
screen() { tm capture-pane -p -t journey; }
finish() { tm kill-server 2> /dev/null || true; rm -rf "$home"; }
trap finish EXIT

sees() { # wait until the screen shows a text, at most a minute
    for _ in $(seq 600); do
        if screen | tr '\n' ' ' | tr -s ' ' | grep -qF -- "$1"; then
            [ -t 1 ] || { screen; echo "= = ="; }
            sleep "${READ:-0.8}"
            return
        fi
        sleep 0.1
    done
    screen
    echo "The screen does not show: $1" >&2
    exit 1
}
press() { tm send-keys -t journey "$@"; sleep 0.2; }
types() {
    local text="$1" i
    for ((i = 0; i < ${#text}; i++)); do
        tm send-keys -t journey -l -- "${text:i:1}"
        sleep "$pause"
    done
}
says() { types "$1"; press Enter; }

journey() {
    sees "1 Write to a prospective mentor"
    press M-1
    sees "Who is the message to?"
    says "Dr. Nadia O'Brien-Khoury, staff engineer at Lumen"
    sees "Nadia O'Brien-Khoury?"
    says "hmm never met her, only online"
    sees "of all people?"
    says "her talk on hiring people without degrees"
    sees "who are you, in one line?"
    says "/back"
    sees "(Enter keeps it)"
    says "her post on hiring people without degrees"
    sees "who are you, in one line?"
    says "second-year apprentice, data team"
    sees "What is it that you want to do or find out?"
    says "moving into ML without a masters"
    sees "the one small thing you ask for?"
    press M-1
    sees "What would you ask them first"
    says "half an hour"
    sees "30 minutes"
    says "no, I meant 20 minutes"
    sees "is now 20 minutes"
    says "/skip"
    sees "How will you send it?"
    press M-1
    sees "How do you sign?"
    says "Siobhán"
    sees "Subject"
    press F2
    sees "Your wording"
    press Enter
    types "PS: evenings suit me too"
    press C-s
    sees "edited by you"
    press C-s
    sees "Save to a file"
    press Enter
    sees "Saved to"
    sleep "${READ:-2}"
    press C-q
}

tm new-session -d -s journey -x "${size%x*}" -y "${size#*x}" "HF_HUB_OFFLINE=1 .venv/bin/python -m coach --home '$home'"
tm set-option -g status off
if [ -t 1 ]; then
    journey &
    tm attach -t journey || true
    wait $! || true
else
    journey
fi
echo "The file that it leaves behind:"
cat "$home"/exports/*.md
