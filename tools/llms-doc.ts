/* Writes llms.txt. */
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {llmsOf, pages} from './llms-page.ts';

writeFileSync(join(import.meta.dirname, '../llms.txt'), llmsOf(pages()));
