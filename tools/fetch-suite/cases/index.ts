import type {Case} from '../case.ts';
import {abortBefore} from './abort-before.ts';
import {abortDuring} from './abort-during.ts';
import {requestBodies} from './bodies.ts';
import {cacheModes, integrity} from './cache.ts';
import {clones} from './clones.ts';
import {connections} from './connections.ts';
import {encodings} from './encodings.ts';
import {failures} from './errors.ts';
import {forms} from './forms.ts';
import {init} from './init.ts';
import {inputs} from './inputs.ts';
import {iterables} from './iterables.ts';
import {locations} from './locations.ts';
import {methods} from './methods.ts';
import {bodyReaders} from './readers.ts';
import {redirectMatrix} from './redirect-matrix.ts';
import {redirects} from './redirects.ts';
import {requestHeaders} from './request-headers.ts';
import {requestInputs} from './request-inputs.ts';
import {responseHeaders} from './response-headers.ts';
import {responses, statuses, statusTexts} from './responses.ts';
import {largeBodies, streaming} from './streaming.ts';
import {usedBodies} from './used-bodies.ts';
import {uploads} from './uploads.ts';

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
	...iterables,
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
	...usedBodies,
	...clones,
	...streaming,
	...largeBodies,
	...encodings,
	...failures,
	...connections,
	...cacheModes,
	...integrity,
];
