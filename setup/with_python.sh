#!/bin/sh
# Runs a set-up script with the first Python on this machine that is new enough, or says in a sentence what to install.
# Usage: sh setup/with_python.sh setup/install.py run
# Kept in plain sh, because an old Python could not even read the scripts beside it.
set -u

fit() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

for python in ${ARREARS_PYTHON:-python3 /usr/bin/python3 python3.13 python3.12 python3.11}; do
  if fit "$python"; then
    exec "$python" -B "$@"
  fi
done

found=$(python3 --version 2>/dev/null || echo "没有 Python")
echo "无法安装：需要 Python 3.11 或更新的版本，本机是：${found}。" >&2
echo "Debian 12 可由管理员执行：apt-get install python3 python3-venv；已装在别处的，用 ARREARS_PYTHON=路径 make install 指明。" >&2
exit 1
