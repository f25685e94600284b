import {expect, it, vi} from 'vitest';
import {compose, type Handler, type Middleware} from '../../src/pipeline/middleware.ts';
import {makeAnswer} from '../helpers/make-answer.ts';
import {makeRequest} from '../helpers/make-request.ts';

const traced =
	(trace: string[], name: string): Middleware =>
	(next) =>
	async (request) => {
		trace.push(`${name} in`);
		const reply = await next(request);
		trace.push(`${name} out`);
		return reply;
	};

it('makes the first middleware the outermost', async () => {
	const trace: string[] = [];
	const innermost: Handler = async () => {
		trace.push('sent');
		return makeAnswer(200);
	};
	await compose([traced(trace, 'a'), traced(trace, 'b')], innermost)(makeRequest());
	expect(trace).toEqual(['a in', 'b in', 'sent', 'b out', 'a out']);
});

it('returns the innermost handler if there is no middleware', () => {
	const innermost = vi.fn<Handler>();
	expect(compose([], innermost)).toBe(innermost);
});

it('lets a middleware call the next handler twice', async () => {
	const innermost = vi.fn<Handler>(async () => makeAnswer(200));
	const twice: Middleware = (next) => async (request) => {
		await next(request);
		return next(request);
	};
	await compose([twice], innermost)(makeRequest());
	expect(innermost).toHaveBeenCalledTimes(2);
});
