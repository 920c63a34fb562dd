import type { Part } from './part.ts';
import { clients } from './parts/clients.ts';
import { content } from './parts/content.ts';
import { generator } from './parts/generator.ts';
import { memory } from './parts/memory.ts';
import { report } from './parts/report.ts';
import { scenario } from './parts/scenario.ts';
import { start } from './parts/start.ts';

/** In the order in which they are measured. */
export const parts: readonly Part[] = [start, content, scenario, generator, memory, report, clients];
