import type {Case} from '../case.ts';
import {abortBefore, abortDuring} from './abort.ts';
import {inputs, requestInputs} from './arguments.ts';
import {cacheModes, integrity} from './cache.ts';
import {connections} from './connections.ts';
import {encodings} from './encodings.ts';
import {failures} from './errors.ts';
import {requestHeaders, responseHeaders} from './headers.ts';
import {init} from './init.ts';
import {methods} from './methods.ts';
import {bodyReaders, clones} from './readers.ts';
import {locations, redirectMatrix, redirects} from './redirects.ts';
import {forms, requestBodies, uploads} from './request-bodies.ts';
import {responses, statuses, statusTexts} from './responses.ts';
import {largeBodies, streaming} from './streaming.ts';

/** Every case of the suite. */
export const cases: readonly Case[] = [
	...inputs,
	...requestInputs,
	...init,
	...methods,
	...requestHeaders,
	...requestBodies,
	...forms,
	...uploads,
	...redirectMatrix,
	...locations,
	...redirects,
	...abortBefore,
	...abortDuring,
	...statuses,
	...statusTexts,
	...responses,
	...responseHeaders,
	...bodyReaders,
	...clones,
	...streaming,
	...largeBodies,
	...encodings,
	...failures,
	...connections,
	...cacheModes,
	...integrity,
];
