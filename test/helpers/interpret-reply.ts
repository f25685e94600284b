import type {ApiRequest, AwinResult, Reply} from 'awin-sdk';
import {interpret} from '../../src/result/interpret.ts';
import {makeRequest} from './make-request.ts';
import {manualClock} from './manual-clock.ts';

/** The time at which replies are interpreted in tests, in epoch milliseconds. */
export const interpretedAtMs = Date.parse('2026-03-01T12:00:00Z');

/** Turns a reply into a result, as the outermost stage does. */
export const interpretReply = (
	reply: Reply,
	request: Partial<ApiRequest> = {},
	secrets: readonly string[] = [],
): Promise<AwinResult> => {
	const clock = manualClock(interpretedAtMs);
	return interpret({clock, secrets: () => secrets})(async () => reply)(makeRequest(request));
};
