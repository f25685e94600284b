import {
	type AwinClientOptions,
	type AwinEvent,
	type CallOutcome,
	createAwinClient,
	type Kind,
	type Logger,
	type Observer,
} from 'awin-sdk';
import {openTelemetry} from 'awin-sdk/opentelemetry';
import {pino} from 'pino';
import {describe, expectTypeOf, it} from 'vitest';
import {createLogger} from 'winston';

const token = 'token';

describe('an event', () => {
	it('is discriminated by its type', () => {
		createAwinClient({
			token,
			observe: (event) => {
				expectTypeOf(event).toEqualTypeOf<AwinEvent>();
				if (event.type === 'call-end') expectTypeOf(event.kind).toEqualTypeOf<CallOutcome>();
				if (event.type === 'retry-decision' && event.retry) {
					expectTypeOf(event.waitMs).toEqualTypeOf<number>();
				}
				/* A store fails for no single call. */
				if (event.type === 'store-failure') expectTypeOf(event).not.toHaveProperty('call');
				// @ts-expect-error There is no such event.
				return event.type === 'call-begin';
			},
		});
	});

	it('has every kind of a result, and that of a call that rejects', () => {
		expectTypeOf<CallOutcome>().toEqualTypeOf<Kind | 'rejected'>();
	});

	it('cannot be changed', () => {
		createAwinClient({
			token,
			observe: (event) => {
				// @ts-expect-error It is read-only.
				event.at = 0;
			},
		});
	});
});

describe('`observe`', () => {
	it('takes a function, an object or several of them', () => {
		const one = (event: AwinEvent) => event.type;
		expectTypeOf(one).toExtend<Observer>();
		expectTypeOf(openTelemetry()).toExtend<Observer>();
		expectTypeOf([one, openTelemetry()]).toExtend<NonNullable<AwinClientOptions['observe']>>();
		// @ts-expect-error An observer without contexts is a function.
		createAwinClient({token, observe: {onEvent: one}});
		// @ts-expect-error It is no name.
		createAwinClient({token, observe: 'console'});
	});
});

describe('`logger`', () => {
	it('takes the usual loggers', () => {
		expectTypeOf(console).toExtend<Logger>();
		expectTypeOf(pino()).toExtend<Logger>();
		expectTypeOf(createLogger()).toExtend<Logger>();
		createAwinClient({token, logger: console, logLevel: 'debug'});
		// @ts-expect-error It has no `warn`.
		createAwinClient({token, logger: {debug: () => {}, info: () => {}, error: () => {}}});
		// @ts-expect-error There is no such level.
		createAwinClient({token, logLevel: 'verbose'});
	});
});

describe('openTelemetry', () => {
	it('takes only what it reads', () => {
		openTelemetry({propagateTo: ['https://gateway.example', new URL('https://b.example')]});
		// @ts-expect-error `true` is no list of origins.
		openTelemetry({propagateTo: true});
		// @ts-expect-error There is no such option.
		openTelemetry({propagate: true});
	});
});
