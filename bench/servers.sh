#!/bin/sh
# ProFTPD, vsftpd and Pure-FTPd for the load program: each in the foreground, configured in a directory of its own,
# with one user, its cheapest check of a password, TLS offered, and no log. Wants root.
#
#   servers.sh list                a line for each: name, yes or no, version or what is missing
#   servers.sh fetch DIR           downloads Debian's packages, which exclude one another, and unpacks them into DIR
#   servers.sh run NAME DIR HOME CERTIFICATES PORT FIRST LAST
#                                  CERTIFICATES has certificate.pem, key.pem, both.pem; FIRST to LAST are passive ports
#   servers.sh clean NAME PORT     removes what had to be outside of DIR
#
# BENCH_PEERS=DIR takes the servers from there, otherwise they are those of the system. BENCH_USER, BENCH_PASSWORD.
set -eu
PEERS=${BENCH_PEERS:-}
USER_NAME=${BENCH_USER:-bench}
PASSWORD=${BENCH_PASSWORD:-bench-pw}
OWNER=daemon
PAM_SERVICE=portreeve-bench

binary() {
    case $1 in
        proftpd) echo "$PEERS/usr/sbin/proftpd" ;;
        vsftpd) echo "$PEERS/usr/sbin/vsftpd" ;;
        pureftpd) echo "$PEERS/usr/sbin/pure-ftpd" ;;
        *) echo "servers.sh: no such server: $1" >&2; exit 2 ;;
    esac
}

modules() { # of PAM or ProFTPD, wherever this system has them
    find "$PEERS/usr/lib" "$PEERS/lib" -name "$1" 2>/dev/null | head -n 1
}

missing() { # prints why it cannot run here, nothing if it can
    if [ ! -x "$(binary "$1")" ]; then echo "not installed (or BENCH_PEERS not set, see servers.sh fetch)"; return; fi
    if ldd "$(binary "$1")" | grep -q 'not found'; then
        echo "lacks$(ldd "$(binary "$1")" | awk '/not found/ {printf " %s", $1}')"
        return
    fi
    if [ "$(id -u)" != 0 ]; then echo "wants root"; return; fi
    if ! command -v perl >/dev/null; then echo "perl is missing, which hashes its password"; return; fi
    case $1 in
        proftpd) [ -n "$(modules mod_tls.so)" ] || echo "mod_tls is missing" ;;
        vsftpd) perl -MDB_File -e 1 2>/dev/null || echo "perl has no DB_File, which makes its file of users" ;;
    esac
}

version() {
    case $1 in
        proftpd) "$(binary proftpd)" -v 2>&1 | sed 's/ Version//' | head -n 1 ;;
        vsftpd) "$(binary vsftpd)" -v 0>&1 2>&1 | tr -d '\r' | head -n 1 ;;
        pureftpd) "$(binary pureftpd)" --help 2>&1 | sed -n '1s/ \[.*//p' ;;
    esac
}

list() {
    for name in proftpd vsftpd pureftpd; do
        reason=$(missing $name)
        if [ -n "$reason" ]; then echo "$name no $reason"; else echo "$name yes $(version $name)"; fi
    done
}

fetch() {
    mkdir -p "$1/packages"
    (
        cd "$1/packages"
        apt-get -o APT::Sandbox::User=root download \
            proftpd-core proftpd-mod-crypto vsftpd pure-ftpd pure-ftpd-common
    )
    for package in "$1"/packages/*.deb; do dpkg -x "$package" "$1"; done
    echo "unpacked; use them with BENCH_PEERS=$1"
}

des() { perl -e 'print crypt($ARGV[0], "pr")' "$PASSWORD"; }

proftpd() {
    uid=$(id -u "$OWNER")
    gid=$(id -g "$OWNER")
    echo "$USER_NAME:$(des):$uid:$gid::$HOME_DIR:/bin/false" >users
    echo "$OWNER:x:$gid:" >groups
    chmod 600 users groups
    cat >proftpd.conf <<X
ServerType standalone
ServerName bench
ModulePath $(dirname "$(modules mod_tls.so)")
LoadModule mod_tls.c
DefaultAddress 127.0.0.1
SocketBindTight on
Port $PORT
UseIPv6 off
PassivePorts $FIRST $LAST
User $OWNER
Group $(id -gn "$OWNER")
AuthOrder mod_auth_file.c
AuthUserFile $PWD/users
AuthGroupFile $PWD/groups
RequireValidShell off
DefaultRoot ~
MaxInstances none
TimeoutIdle 900
TimeoutNoTransfer 900
TimeoutStalled 0
AllowOverwrite on
UseReverseDNS off
WtmpLog off
TransferLog none
SystemLog none
PidFile $PWD/pid
ScoreboardFile $PWD/scoreboard
<IfModule mod_delay.c>
DelayEngine off
</IfModule>
TLSEngine on
TLSProtocol TLSv1.2 TLSv1.3
TLSRequired off
TLSVerifyClient off
# else each session reads the system's certificates, which takes 20 ms
TLSCACertificateFile $CERTIFICATES/certificate.pem
TLSOptions NoSessionReuseRequired
$(key_kind)CertificateFile $CERTIFICATES/certificate.pem
$(key_kind)CertificateKeyFile $CERTIFICATES/key.pem
X
    exec "$(binary proftpd)" -n -q -c "$PWD/proftpd.conf"
}

key_kind() { # RSA keys of 2048 bits take many more lines than EC keys
    if [ "$(wc -l <"$CERTIFICATES/key.pem")" -gt 10 ]; then echo TLSRSA; else echo TLSEC; fi
}

vsftpd() {
    # its users come from PAM: a Berkeley DB file and a plain comparison; PAM reads its services from /etc only
    perl -MDB_File -e 'tie my %users, "DB_File", $ARGV[0] or die $!; $users{$ARGV[1]} = $ARGV[2]' \
        "$PWD/users.db" "$USER_NAME" "$PASSWORD"
    chmod 600 users.db
    printf 'auth required pam_userdb.so db=%s crypt=none\naccount required pam_permit.so\n' \
        "$PWD/users" >"/etc/pam.d/$PAM_SERVICE-$PORT"
    mkdir -p empty
    cat >vsftpd.conf <<X
listen=YES
background=NO
listen_address=127.0.0.1
listen_port=$PORT
pasv_min_port=$FIRST
pasv_max_port=$LAST
anonymous_enable=NO
local_enable=YES
guest_enable=YES
guest_username=$OWNER
virtual_use_local_privs=YES
local_root=$HOME_DIR
chroot_local_user=YES
allow_writeable_chroot=YES
write_enable=YES
pam_service_name=$PAM_SERVICE-$PORT
secure_chroot_dir=$PWD/empty
ssl_enable=YES
ssl_tlsv1=YES
ssl_ciphers=HIGH
force_local_logins_ssl=NO
force_local_data_ssl=NO
require_ssl_reuse=NO
rsa_cert_file=$CERTIFICATES/certificate.pem
rsa_private_key_file=$CERTIFICATES/key.pem
max_clients=0
max_per_ip=0
max_login_fails=100
idle_session_timeout=900
data_connection_timeout=300
connect_from_port_20=NO
xferlog_enable=NO
lock_upload_files=NO
isolate_network=NO
X
    exec "$(binary vsftpd)" "$PWD/vsftpd.conf"
}

pureftpd() {
    echo "$USER_NAME:$(des):$(id -u "$OWNER"):$(id -g "$OWNER")::$HOME_DIR/./::::::::::::" >users
    "$PEERS/usr/bin/pure-pw" mkdb "$PWD/users.pdb" -f "$PWD/users"
    # 5000 clients, also from one address; no log, no disk reserve, TLS offered
    exec "$(binary pureftpd)" -S "127.0.0.1,$PORT" -p "$FIRST:$LAST" -c 5000 -C 5000 -l "puredb:$PWD/users.pdb" \
        -u 1 -E -H -4 -I 15 -f none -g "$PWD/pid" -Y 1 -2 "$CERTIFICATES/both.pem"
}

run() {
    case $1 in proftpd | vsftpd | pureftpd) ;; *) binary "$1" ;; esac
    HOME_DIR=$3 CERTIFICATES=$4 PORT=$5 FIRST=$6 LAST=$7
    chown "$OWNER" "$HOME_DIR"
    chmod 711 "$2"
    cd "$2"
    "$1"
}

clean() {
    case $1 in vsftpd) rm -f "/etc/pam.d/$PAM_SERVICE-$2" ;; esac
}

case "${1:-}:$#" in
    list:1) list ;;
    fetch:2) fetch "$2" ;;
    run:8) shift; run "$@" ;;
    clean:3) clean "$2" "$3" ;;
    *) sed -n '2,12p' "$0" >&2; exit 2 ;;
esac
