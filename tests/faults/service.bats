#!/usr/bin/env bats
# service.bats - what `make install` puts in place for every night: units that
# systemd takes, shut in, whose command line runs as a user without rights.

# shellcheck disable=SC2154,SC2030,SC2031 # work, root, program: publishing.bash

load publishing

setup_file() {
    export installed=$BATS_FILE_TMPDIR/usr
    # what is built is built: -o all
    make -s -o all -C "$BATS_TEST_DIRNAME/../.." install PREFIX="$installed" \
        >"$BATS_FILE_TMPDIR/make.log" 2>&1 || {
        cat "$BATS_FILE_TMPDIR/make.log"
        return 1
    }
}

setup() {
    units=$installed/lib/systemd/system
    work=$BATS_TEST_TMPDIR
    root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
}

@test "systemd finds no fault with the units" {
    local output

    command -v systemd-analyze >/dev/null || skip 'no systemd-analyze here'
    cd "$units"
    output=$(systemd-analyze verify --man=no ./policylex.service \
        ./policylex.timer ./policylex-on-failure@a.service 2>&1) || {
        echo "$output"
        return 1
    }
    echo "$output"
    [[ -z $output ]]
}

@test "the service is shut in, and the JIT is not" {
    command -v systemd-analyze >/dev/null || skip 'no systemd-analyze here'
    cd "$units"
    # in tenths; 10 is what systemd calls safe
    systemd-analyze security --offline=yes --threshold=10 ./policylex.service
    grep '^MemoryDenyWriteExecute=no' policylex.service
}

@test "the timer is for every night, also those when the machine was off" {
    command -v systemd-analyze >/dev/null || skip 'no systemd-analyze here'
    grep '^Persistent=true' "$units/policylex.timer"
    systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' \
        "$units/policylex.timer")" | grep 'Next elapse: .* 02:30:00'
}

@test "the cron line has its seven parts and names the program" {
    local line

    line=$(grep -v -e '^#' -e = "$installed/share/policylex/policylex.cron")
    read -r minute hour day month weekday user command <<<"$line"
    [[ "$minute $hour $day $month $weekday $user" == '30 2 * * * policylex' ]]
    [[ $command == *"$installed/bin/policylex run --config "* ]]
}

# The settings are those installed, but for where things are; the command line
# is the unit's, but for the folder of settings.
@test "the unit's command line runs as a user without rights" {
    local command

    command -v setpriv >/dev/null || skip 'no setpriv here'
    [[ $(id -u) -eq 0 ]] || skip 'only root can become another'
    somewhere=$(mktemp -d /var/tmp/policylex-XXXXXX)
    cp -r "$installed" "$installed/share/policylex/lexicons" "$root/corpus" \
        "$somewhere" # as README has it
    mkdir "$somewhere/reports"
    chmod -R a+rX "$somewhere"
    chown 65534:65534 "$somewhere/reports"
    sed -e "s|/srv/policylex|$somewhere|; s|/var/lib/policylex|$somewhere|" \
        -e "s|$installed|$somewhere/usr|" \
        "$installed/share/policylex/policylex.ini" >"$somewhere/policylex.ini"
    command=$(sed -n 's/^ExecStart=//p' "$units/policylex.service")
    command=${command//$installed/$somewhere/usr}
    command=${command//\/etc/$somewhere}
    # shellcheck disable=SC2086 # it is a command line
    (cd / && setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs \
        --bounding-set=-all env -i PATH=/usr/bin:/bin $command) 2>"$work/said"
    [[ -s $somewhere/reports/latest/theme_frequency.csv ]]
    grep '"pcre2_jit": true' "$somewhere/reports/latest/run.json"
    grep '"level":"info"' "$work/said"
}

# What the unit asks for, as the process that it starts finds it.
write_probe() { # FILE
    cat >"$1" <<'EOF'
#!/bin/sh
cd /var/lib/policylex || exit 1
{
    grep -E '^(NoNewPrivs|Seccomp|CapBnd):' /proc/self/status
    touch /var/tmp/x || echo 'has no place of its own'
    ! touch /srv/policylex/its-own/x 2>/dev/null || echo 'writes elsewhere'
    ! ls /proc/1/stat >/dev/null 2>&1 || echo 'sees other processes'
    ! ls /proc/uptime >/dev/null 2>&1 || echo 'sees the machine'
} >shut-in
readlink /proc/self/ns/net >network
EOF
}

# The night is run by hand, then by the timer, which was due while the machine
# was off. A probe runs before each, shut in as it is.
write_driver() { # FILE
    cat >"$1" <<'EOF'
#!/bin/bash
set -eux
useradd --system --home-dir /var/lib/policylex policylex
mkdir -p /srv/policylex /var/lib/systemd/timers
cp -r /run/box/corpus /run/box/lexicons /srv/policylex
install -d -o policylex /srv/policylex/its-own
cp /usr/local/share/policylex/policylex.ini /etc
systemctl start policylex.service || systemctl status --no-pager policylex.service
latest=/var/lib/policylex/reports/latest
first=$(readlink $latest)
systemctl show -p Result -p ExecMainStatus policylex.service
cp $latest/run.json /var/lib/policylex/shut-in /run/box
stat -c %U $latest/ >/run/box/owner
grep . /var/lib/policylex/network
[[ $(cat /var/lib/policylex/network) != "$(readlink /proc/self/ns/net)" ]]
[[ ! -e /var/tmp/x ]]
touch -d '2 days ago' /var/lib/systemd/timers/stamp-policylex.timer
sleep 1.1
systemctl start policylex.timer
for tries in $(seq 200); do
    [[ $(readlink $latest) == "$first" ]] || break
    sleep 0.1
done
[[ $(readlink $latest) != "$first" ]]
systemctl list-timers --all --no-pager
systemctl is-active policylex.timer
EOF
}

@test "a systemd starts the service, and its timer does: shut in, with the JIT" {
    local box=$work/box

    [[ $(id -u) -eq 0 ]] || skip 'only root can start a systemd'
    mkdir -p "$box/units/policylex.service.d" "$box/units/policylex.timer.d"
    make -s -o all -C "$root" install DESTDIR="$box" PREFIX=/usr/local
    mv "$box/usr/local" "$box/local" && rmdir "$box/usr" &&
        mv "$box/local" "$box/usr"
    cp -r "$root/lexicons" "$root/corpus" "$box"
    write_probe "$box/usr/bin/probe"
    write_driver "$box/driver"
    chmod +x "$box/usr/bin/probe" "$box/driver"
    printf '[Service]\nExecStartPre=/usr/local/bin/probe\n' \
        >"$box/units/policylex.service.d/probe.conf"
    printf '[Timer]\nRandomizedDelaySec=0\n' \
        >"$box/units/policylex.timer.d/now.conf"
    run bash "$root/tests/faults/systemd_box.sh" "$box" driver
    echo "$output"
    [[ $status -ne 77 ]] || skip "$output"
    [[ $status -eq 0 ]]
    [[ $output == *Result=success* && $output == *ExecMainStatus=0* ]]
    [[ $(cat "$box/owner") == policylex ]]
    grep '"pcre2_jit": true' "$box/run.json"
    diff - "$box/shut-in" <<'EOF'
CapBnd:	0000000000000000
NoNewPrivs:	1
Seccomp:	2
EOF
}

# As MemoryDenyWriteExecute=yes does; MDWE_REFUSE_EXEC_GAIN, Linux 6.3.
@test "where no machine code can be made, the night says so" {
    local forbid='import ctypes, os, sys
if ctypes.CDLL(None).prctl(65, 1, 0, 0, 0): sys.exit(77)
os.execv(sys.argv[1], sys.argv[1:])'

    command -v python3 >/dev/null || skip 'no python3 here'
    python3 -c "$forbid" /bin/true || skip 'this kernel cannot forbid it'
    begin_with_a_good_run 2>/dev/null
    run grep 'machine code' "$work/reports/latest/issues.csv"
    [[ $status -eq 1 ]]
    sleep 3.1 # from now on nothing has changed (unchanged.bats)
    (cd "$work" && python3 -c "$forbid" "$program" run --quiet \
        --lexicons lexicons --corpus corpus --reports reports)
    grep '"warning","match",.*MemoryDenyWriteExecute=no' \
        "$work/reports/latest/issues.csv"
    grep '"pcre2_jit": false' "$work/reports/latest/run.json"
    (cd "$work" && "$program" run --quiet \
        --lexicons lexicons --corpus corpus --reports reports)
    run grep 'machine code' "$work/reports/latest/issues.csv"
    [[ $status -eq 1 ]] # but for that
    grep '"pcre2_jit": true' "$work/reports/latest/run.json"
}

teardown() {
    [[ -z ${somewhere:-} ]] || rm -rf "$somewhere"
}

@test "what was installed is removed again, and nothing else" {
    echo mine >"$installed/share/mine"
    make -s -C "$root" uninstall PREFIX="$installed"
    [[ $(find "$installed" -type f) == "$installed/share/mine" ]]
}
