/* A type of the mocks. Without MSW, it does not compile, and there is one error. */
import type {EndpointHandler} from 'awin-sdk/mocks';

export type Handlers = readonly EndpointHandler[];
