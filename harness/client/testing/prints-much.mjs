// Prints argv[2] bytes in lines of 100, then argv[3] if it is there, and ends.
import { writeSync } from 'node:fs';
import process from 'node:process';

const block = `${'x'.repeat(99)}\n`.repeat(1000);
for (let left = Number(process.argv[2]); left > 0;) left -= writeAll(block.slice(0, left));
writeAll(process.argv[3] ?? '');

/** Standard output may be non-blocking, in which case a write can be short or be refused for now. */
function writeAll(text) {
  for (let done = 0; done < text.length;) {
    try {
      done += writeSync(1, text.slice(done));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
  return text.length;
}
