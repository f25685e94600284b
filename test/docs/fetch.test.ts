import {describe, expect, it} from 'vitest';
import {cases} from '../../tools/fetch-suite/cases/index.ts';
import {differences} from '../../tools/fetch-suite/differences.ts';
import {idOf} from '../../tools/fetch-suite/judge.ts';
import {sectionOf, withSection} from '../../tools/fetch-suite/table.ts';
import {textOf} from './markdown.ts';

const ids = cases.map(idOf);
const listed = differences.flatMap(({cases: names}) => names);

describe('docs/fetch.md', () => {
	it('has the section that `npm run docs:fetch` writes', () => {
		const page = textOf('docs/fetch.md');
		expect(page).toBe(withSection(page, sectionOf(cases, differences)));
	});

	it('lists only cases that exist', () => {
		expect(listed.filter((id) => !ids.includes(id))).toEqual([]);
	});

	it('counts each case once', () => {
		expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
	});
});
