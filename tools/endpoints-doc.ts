/* Writes docs/endpoints.md. */
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {endpoints} from '../src/api/endpoints.ts';
import {pageOf} from './endpoints-page.ts';

writeFileSync(join(import.meta.dirname, '../docs/endpoints.md'), pageOf(endpoints));
