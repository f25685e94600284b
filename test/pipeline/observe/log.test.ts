import type {AwinEvent, Logger, LogLevel} from 'awin-sdk';
import {PassThrough} from 'node:stream';
import {pino} from 'pino';
import {describe, expect, it, vi} from 'vitest';
import {createLogger, transports} from 'winston';
import {logObserver} from '../../../src/pipeline/observe/log.ts';
import {writerOf} from '../../../src/pipeline/observe/logger.ts';
import {observed} from '../../helpers/observed.ts';

const path: string = '/accounts';

/** A logger that keeps its lines as texts. */
const textLogger = () => {
	const lines: string[] = [];
	const method = (level: LogLevel) => (line: string) => lines.push(`${level}: ${line}`);
	const logger: Logger = {
		debug: method('debug'),
		info: method('info'),
		warn: method('warn'),
		error: method('error'),
	};
	return {lines, logger};
};

/** What a client logs of calls that get these answers. */
const logOf = async (
	answers: Parameters<typeof observed>[0],
	logLevel: LogLevel | undefined,
	options: Parameters<typeof observed>[1] = {},
) => {
	const {lines, logger} = textLogger();
	const {clock, awin} = observed(answers, {logger, logLevel, ...options});
	await clock.run(awin.get(path)).catch(() => {});
	return lines.map((line) => line.replace(/ event=.*/, ''));
};

describe('the log', () => {
	it('has one line for a call', async () => {
		expect(await logOf([503, 200], undefined)).toEqual([
			'info: awin-sdk: GET /accounts: 200 ok in 250 ms, 2 attempts',
		]);
	});

	it('has one for each attempt and each wait at `debug`', async () => {
		expect(await logOf([503, new TypeError('broken'), 200], 'debug')).toEqual([
			'debug: awin-sdk: GET /accounts: attempt 1: 503 in 0 ms',
			'debug: awin-sdk: GET /accounts: waits 250 ms before the next attempt: backoff',
			'debug: awin-sdk: GET /accounts: attempt 2: network in 0 ms',
			'debug: awin-sdk: GET /accounts: waits 500 ms before the next attempt: backoff',
			'debug: awin-sdk: GET /accounts: attempt 3: 200 in 0 ms',
			'info: awin-sdk: GET /accounts: 200 ok in 750 ms, 3 attempts',
		]);
	});

	it('has failures at `warn`', async () => {
		expect(await logOf([429], 'warn', {quota: {}, retry: false})).toEqual([
			'warn: awin-sdk: GET /accounts: a 429 pauses the quota until 2026-01-01T00:01:00.000Z',
			'warn: awin-sdk: GET /accounts: 429 too-many-requests in 0 ms, 1 attempt',
		]);
		expect(await logOf([404], 'error')).toEqual([]);
	});

	it('has calls that reject at `error`', async () => {
		const middleware = [() => () => Promise.reject(new Error('a mistake'))];
		expect(await logOf([200], 'error', {middleware})).toEqual([
			'error: awin-sdk: GET /accounts: rejected in 0 ms, 0 attempts',
		]);
	});

	const at = 0;
	const call = {id: '1', method: 'GET', template: '/a'};
	it.each<[string | undefined, AwinEvent]>([
		[undefined, {type: 'call-start', at, call}],
		[undefined, {type: 'attempt-start', at, call, number: 1, url: 'https://a.example/'}],
		[
			undefined,
			{
				type: 'quota-decision',
				at,
				call,
				outcome: 'slot',
				waitedMs: 0,
				used: 1,
				remaining: 1,
				queued: 0,
			},
		],
		[undefined, {type: 'cache', at, call, outcome: 'fresh'}],
		[
			'debug: awin-sdk: GET /a: waits about 1500 ms for the quota, 1 call in the queue',
			{type: 'quota-wait', at, call, waitMs: 1500, queued: 1},
		],
		[
			'debug: awin-sdk: GET /a: is not retried: budget',
			{
				type: 'retry-decision',
				at,
				call,
				number: 1,
				retry: false,
				reason: 'budget',
				waitMs: undefined,
			},
		],
		[
			'debug: awin-sdk: GET /a: shares the exchange of an identical call',
			{type: 'shared', at, call, leader: call},
		],
		[
			'warn: awin-sdk: Redis is away',
			{type: 'store-failure', at, store: 'quota', message: 'Redis is away'},
		],
		[
			'debug: awin-sdk: offers.iterate: page 2, 10 items',
			{type: 'page', at, iterator: 'offers.iterate', number: 2, items: 10, kind: 'ok'},
		],
		[
			'debug: awin-sdk: transactions.iterate: 2026-01-01 to 2026-01-31',
			{
				type: 'window',
				at,
				iterator: 'transactions.iterate',
				startDate: '2026-01-01',
				endDate: '2026-01-31',
			},
		],
	])('has the line %s', (expected, event) => {
		const {lines, logger} = textLogger();
		const log = logObserver(logger, 'debug');
		if (typeof log === 'function') log(event);
		const found = lines.map((line) => line.replace(/ event=.*/, ''));
		expect(found).toEqual(expected === undefined ? [] : [expected]);
	});

	it('changes no call if the logger throws, which is reported once', async () => {
		const report = vi.spyOn(console, 'error').mockReturnValue();
		const fail = () => {
			throw new Error('the disk is full');
		};
		const logger = {debug: fail, info: fail, warn: fail, error: fail};
		const {clock, awin} = observed([503, 200], {logger, logLevel: 'debug'});
		expect((await clock.run(awin.get(path))).kind).toBe('ok');
		expect(report).toHaveBeenCalledExactlyOnceWith(
			expect.stringContaining('`logger`'),
			new Error('the disk is full'),
		);
	});
});

describe('a line', () => {
	const fields = {event: 'call-end', status: 404, error: 'a "quoted"\n\u001Btext', kind: undefined};

	it('is one text for `console` and others, without line breaks', () => {
		const {lines, logger} = textLogger();
		writerOf(logger)('warn', 'GET /a\r\nb', {...fields, list: ['a']});
		expect(lines).toEqual([
			'warn: awin-sdk: GET /a b event=call-end status=404 error="a \\"quoted\\"\\n\\u001btext" list="[\\"a\\"]"',
		]);
	});

	it('has its fields in the form of pino', () => {
		const lines: string[] = [];
		const logger = pino({level: 'debug'}, {write: (line: string) => lines.push(line)});
		writerOf(logger)('info', 'GET /a', fields);
		writerOf(logger.child({app: 'mine'}))('warn', 'GET /b', fields);
		expect(lines.map((line) => JSON.parse(line))).toMatchObject([
			{level: 30, msg: 'GET /a', event: 'call-end', status: 404},
			{level: 40, msg: 'GET /b', event: 'call-end', app: 'mine'},
		]);
	});

	it('has its fields in the form of bunyan, which takes them first, too', () => {
		const info = vi.fn<(...values: unknown[]) => void>();
		const {logger} = textLogger();
		const bunyan = {...logger, info, child: () => {}, fields: {name: 'app'}};
		writerOf(bunyan)('info', 'GET /a', fields);
		expect(info).toHaveBeenCalledExactlyOnceWith(fields, 'GET /a');
	});

	it('has its message once, in the form of winston, too', () => {
		const stream = new PassThrough({encoding: 'utf8'});
		const logger = createLogger({transports: [new transports.Stream({stream})]});
		const message = 'the store is away';
		const log = logObserver(logger, 'warn');
		if (typeof log === 'function') log({type: 'store-failure', at: 0, store: 'cache', message});
		expect(JSON.parse(String(stream.read()))).toEqual({
			level: 'warn',
			message,
			event: 'store-failure',
			store: 'cache',
		});
	});

	it('goes to a logger that is a function with methods', async () => {
		const {lines, logger} = textLogger();
		const {clock, awin} = observed([200], {logger: Object.assign(() => {}, logger)});
		await clock.run(awin.get(path));
		expect(lines).toHaveLength(1);
	});

	it('has its fields in the form of winston', () => {
		const stream = new PassThrough({encoding: 'utf8'});
		const logger = createLogger({level: 'debug', transports: [new transports.Stream({stream})]});
		writerOf(logger)('info', 'GET /a', fields);
		writerOf(logger.child({app: 'mine'}))('warn', 'GET /b', fields);
		const lines: unknown[] = String(stream.read())
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));
		expect(lines).toMatchObject([
			{level: 'info', message: 'GET /a', event: 'call-end', status: 404},
			{level: 'warn', message: 'GET /b', app: 'mine'},
		]);
	});
});
