#!/bin/sh
# Makes a FIFO in a folder of its home, when told to by a line on its input, and logs what comes through it.
read -r _
mkdir -p "$HOME/data/run" "$HOME/log/net"
mkfifo "$HOME/data/run/fifo_$$"
while read -r line < "$HOME/data/run/fifo_$$"; do
  echo "fifo: $line" >> "$HOME/log/net/chat.log"
  echo "got $line"
done
