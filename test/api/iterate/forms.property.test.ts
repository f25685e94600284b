import {Temporal} from 'temporal-polyfill';
import * as fc from 'fast-check';
import {expect, it} from 'vitest';
import type {InstantParam} from 'awin-sdk';
import {runs, scenarios} from '../../model/scenario.ts';
import {session} from '../../model/session.ts';
import {instantsOf, textOf} from '../../model/zone.ts';

/** The forms of an instant. A text of a zone is none of the second of two equal times. */
const formsOf = (at: number, zone: string): InstantParam[] => [
	new Date(at),
	new Date(at).toISOString(),
	Temporal.Instant.fromEpochMilliseconds(at),
	Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Asia/Kathmandu'),
	Temporal.Instant.fromEpochMilliseconds(at).toString({timeZone: zone}).replace(/\[.*/, ''),
];

it('asks for the same windows, whatever the form of the bounds', async () => {
	await fc.assert(
		fc.asyncProperty(scenarios, async ({span: {from, to, zone}}) => {
			const {transactions} = session({world: {sales: []}}).awin.publisher(1001);
			const plan = (bounds: {from: InstantParam; to: InstantParam}) =>
				transactions.iterate({...bounds, timezone: zone}).plan().windows;
			const expected = plan({from: new Date(from), to: new Date(to)});
			const tos = formsOf(to, zone);
			for (const [index, form] of formsOf(from, zone).entries()) {
				expect(plan({from: form, to: tos[index] ?? ''})).toEqual(expected);
			}
			const whole = [from, to].map((at) => Math.ceil(at / 1000) * 1000);
			const texts = whole.map((at) => textOf(at, zone));
			const isUnique = whole.every((at, index) => instantsOf(texts[index] ?? '', zone)[0] === at);
			const [first = '', last = ''] = texts;
			const byText = isUnique ? plan({from: first, to: last}) : expected;
			expect(byText).toEqual(expected);
			const [plainFrom, plainTo] = texts.map((text) => Temporal.PlainDateTime.from(text));
			const byPlain = isUnique ? plan({from: plainFrom ?? '', to: plainTo ?? ''}) : expected;
			expect(byPlain).toEqual(expected);
		}),
		runs(100),
	);
});
