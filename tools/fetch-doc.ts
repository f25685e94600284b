/* Writes the generated section of docs/fetch.md. */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {cases} from './fetch-suite/cases/index.ts';
import {differences} from './fetch-suite/differences.ts';
import {sectionOf, withSection} from './fetch-suite/table.ts';

const path = join(import.meta.dirname, '../docs/fetch.md');
writeFileSync(path, withSection(readFileSync(path, 'utf8'), sectionOf(cases, differences)));
