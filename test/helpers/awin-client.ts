import {type AwinClient, type AwinClientOptions} from 'awin-sdk';
import {createSdk} from '../../src/api/sdk.ts';
import type {Clock} from '../../src/pipeline/clock.ts';

/** A token that must appear only in the header field that sends it. */
export const canary = 'canary/8f14e45f+ceea-167a=5a36';

/** Creates a client for a server on loopback, with a given clock, without quota and cache. */
export const awinClient = (
	baseUrl: string,
	clock: Clock,
	options: Partial<AwinClientOptions> = {},
): AwinClient => createSdk({token: canary, baseUrl, quota: false, cache: false, ...options}, clock);
