#!/bin/bash
# systemd_box.sh FOLDER DRIVER - a systemd that starts nothing but what the
# program FOLDER/DRIVER asks it to, in namespaces of its own: the files are this
# machine's, what is written goes to memory, and FOLDER is /run/box there. Needs
# root. Prints what DRIVER does and ends as it does, or with 77 and a reason
# where systemd cannot be had in this way.
#
# Units come from FOLDER/units and FOLDER/usr, which is /usr/local there.
set -eu

readonly folder=$1 driver=$2 patience=60

unable() {
    echo "$1"
    exit 77
}

# -- Within --------------------------------------------------------------------

# Mounts all that the first process wants to find below `root`.
furnish() { # ROOT
    local root=$1 node

    mount -t overlay overlay \
        -o "lowerdir=/,upperdir=$folder/box/up,workdir=$folder/box/work" "$root"
    mount -t proc proc "$root/proc"
    mount --bind "$root/proc/sys" "$root/proc/sys"
    mount -o remount,bind,ro "$root/proc/sys"
    mount -t sysfs -o ro sysfs "$root/sys"
    mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
    for node in run tmp dev; do
        mount -t tmpfs -o mode=755 tmpfs "$root/$node"
    done
    chmod 1777 "$root/tmp"
    for node in null zero full random urandom; do
        touch "$root/dev/$node"
        mount --bind "/dev/$node" "$root/dev/$node"
    done
    ln -s pts/ptmx "$root/dev/ptmx"
    mkdir "$root/run/box"
    mount --bind "$folder" "$root/run/box"
    mount --bind "$folder/usr" "$root/usr/local"
}

# Becomes systemd, the first process of the box.
boot() {
    mount --make-rprivate /
    mkdir "$folder/box"
    mount -t tmpfs tmpfs "$folder/box"
    mkdir "$folder/box/up" "$folder/box/work" "$folder/box/root"
    furnish "$folder/box/root"
    cd "$folder/box/root"
    mkdir run/outside
    pivot_root . run/outside
    umount -l /run/outside
    exec env -i container=box PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        SYSTEMD_UNIT_PATH=/run/box/units:/usr/local/lib/systemd/system \
        /lib/systemd/systemd --system --unit=box.target --log-target=null \
        --show-status=no </dev/null >/dev/null 2>&1
}

# -- Without -------------------------------------------------------------------

# In place of what a machine starts: nothing.
write_units() {
    local name

    mkdir -p "$folder/units"
    for name in sysinit basic timers shutdown; do
        printf '[Unit]\nDefaultDependencies=no\n' >"$folder/units/$name.target"
    done
    printf '[Unit]\nDefaultDependencies=no\nWants=%s\n' \
        'basic.target timers.target driver.service' >"$folder/units/box.target"
    cat >"$folder/units/driver.service" <<EOF
[Service]
Type=oneshot
ExecStart=/run/box/$driver
StandardOutput=file:/run/box/said
StandardError=inherit
ExecStopPost=/bin/sh -c 'echo \$EXIT_STATUS >/run/box/ended'
EOF
}

remove_group() {
    local tries

    for ((tries = 0; tries < 50; tries++)); do
        find "$group" -depth -type d -exec rmdir {} + 2>/dev/null && return
        sleep 0.1
    done
}

[[ $$ -ne 1 ]] || boot # and never comes back
[[ $(id -u) -eq 0 ]] || unable 'only root can start a systemd'
[[ -x /lib/systemd/systemd ]] || unable 'no systemd here'
groups=$(findmnt -n -o TARGET -t cgroup2 | head -1)
[[ -n $groups ]] || unable 'no cgroup2 here'
group=$groups$(sed -n 's/^0:://p' /proc/self/cgroup)/policylex-box-$$
mkdir "$group" 2>/dev/null || unable 'no cgroup can be made here'
write_units
bash -c 'echo $$ >"$1/cgroup.procs" && shift && exec "$@"' - "$group" \
    unshare --fork --kill-child --pid --mount --uts --ipc --net --cgroup \
    bash "$0" "$folder" "$driver" >"$folder/boot" 2>&1 &
box=$!
for ((tries = 0; tries < patience * 10; tries++)); do
    [[ ! -s $folder/ended ]] || break
    kill -0 $box 2>/dev/null || break
    sleep 0.1
done
{ kill -KILL $box && wait $box; } 2>/dev/null || true
remove_group
[[ -e $folder/said ]] ||
    unable "no systemd can be started here: $(cat "$folder/boot")"
cat "$folder/said"
exit "$(cat "$folder/ended" || echo 1)"
