import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {TransactionQuery} from 'awin-sdk';
import type {Asked} from '../../model/awin.ts';
import type {Enquiry} from '../../model/enquiry.ts';
import type {Fault} from '../../model/fault.ts';
import {isInSpan} from '../../model/oracle.ts';
import {readAll, type Start, stops} from '../../model/read-all.ts';
import {readings, runs, spans, timesAround} from '../../model/scenario.ts';
import {session} from '../../model/session.ts';

const startMs = Date.UTC(2027, 5, 1);

const scenarios = spans.chain((span) =>
	fc.record({
		span: fc.constant(span),
		reading: readings,
		dateType: fc.constantFrom('transactionDate', 'enquiryDate'),
		pageSize: fc.integer({min: 1, max: 12}),
		enquiries: timesAround(span, 40).chain((times) =>
			/* Some appear while the others are read. */
			fc
				.array(fc.option(fc.nat(3000), {nil: undefined, freq: 4}), {
					minLength: times.length,
					maxLength: times.length,
				})
				.map((delays) =>
					times.map((at, index): Enquiry => {
						const delayMs = delays[index];
						return {
							id: index + 1,
							shownAt: delayMs === undefined ? -Infinity : startMs + delayMs,
							dates: {enquiryDate: at, transactionDate: at, validationDate: undefined},
						};
					}),
				),
		),
		script: fc.array(
			fc.option(fc.constantFrom<Fault>(502, 504, 'network', 'cut body', 'stall'), {
				nil: undefined,
			}),
			{maxLength: 15},
		),
	}),
);

describe('iterate over transaction queries', () => {
	it('yields each one once, in any pages, while others appear, after any stops and failures', async () => {
		await fc.assert(
			fc.asyncProperty(scenarios, stops, async (scenario, places) => {
				const {span, reading, dateType, pageSize, enquiries, script} = scenario;
				const faultOf = ({index}: Asked) => script[index];
				const opened = session({
					world: {sales: [], enquiries},
					reading,
					startMs,
					latencyMs: 100,
					faultOf,
				});
				const question = {
					from: new Date(span.from),
					to: new Date(span.to),
					timezone: span.zone,
					dateType: dateType === 'enquiryDate' ? ('enquiryDate' as const) : undefined,
					pageSize,
				};
				const start: Start<TransactionQuery> = (own) =>
					opened.connect().publisher(1001).transactionQueries.iterate(question, own);
				const {items} = await opened.clock.run(readAll(start, places));
				const ids = items.map(({enquiryId}) => enquiryId).sort((a, b) => a - b);
				const inSpan = enquiries.filter(({dates}) => isInSpan(span, dates.transactionDate));
				const always = inSpan.filter(({shownAt}) => shownAt < 0).map(({id}) => id);
				expect(ids).toEqual([...new Set(ids)]);
				expect(ids).toEqual(expect.arrayContaining(always));
				expect(inSpan.map(({id}) => id)).toEqual(expect.arrayContaining(ids));
			}),
			runs(80),
		);
	});
});
