import {redactor} from '../errors/redact.ts';
import type {Clock} from '../pipeline/clock.ts';
import type {Middleware} from '../pipeline/middleware.ts';
import {secretsOf} from '../request/credentials.ts';
import type {Reply} from '../response/reply.ts';
import {metaOf} from './context.ts';
import {failWithoutAnswer, failWithStatus} from './fail.ts';
import {isSuccess} from './is-success.ts';
import type {AwinResult} from './result.ts';
import {succeed} from './succeed.ts';

/** The options of `interpret`. */
export type InterpretOptions = {
	readonly clock: Clock;
	/** Returns the tokens that the client used recently. */
	readonly secrets: () => readonly string[];
};

/** Converts the reply of the pipeline to the result of the call. The outermost stage. */
export const interpret =
	({clock, secrets}: InterpretOptions): Middleware<Reply, AwinResult> =>
	(next) =>
	async (request) => {
		const startedAt = clock.elapsed();
		const reply = await next(request);
		/* After the call, because the token can be fetched during it. */
		const secretsOfCall = secretsOf(request, secrets());
		const redact = redactor(secretsOfCall);
		const context = {
			request,
			meta: metaOf(request, reply, clock.elapsed() - startedAt, secretsOfCall, redact),
			redact,
			nowMs: clock.now(),
		};
		if (reply.type === 'failure') return failWithoutAnswer(reply, context);
		return isSuccess(reply.status) ? succeed(reply, context) : failWithStatus(reply, context);
	};
