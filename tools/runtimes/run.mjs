/* Runs the smoke steps in this process: node, bun and deno start this file. Argument: the URL of the server. */
import * as sdk from '../../dist/src/index.js';
import {smoke} from './smoke.mjs';

const url = process.argv[2];
console.log(JSON.stringify(await smoke(sdk, url)));
