#!/bin/sh
# Makes a FIFO in a folder of its home, and logs what comes through it.
mkdir -p "$HOME/data/run" "$HOME/log/net"
mkfifo "$HOME/data/run/fifo_$$"
while read -r line < "$HOME/data/run/fifo_$$"; do
  echo "fifo: $line" >> "$HOME/log/net/chat.log"
  echo "got $line"
done
