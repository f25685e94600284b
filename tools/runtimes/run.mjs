/* Runs the smoke tests in this process. Used for Node.js, Bun and Deno. Argument: the URL of the server. */
import * as sdk from '../../dist/src/index.js';
import {smoke} from './smoke.mjs';

const url = process.argv[2];
console.log(JSON.stringify(await smoke(sdk, url)));
