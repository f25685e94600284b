import type {StandardSchemaV1 as Schema} from '@standard-schema/spec';

/** A Standard Schema validator (https://standardschema.dev), such as one of Valibot, Zod or ArkType. */
export type StandardSchemaV1<Input = unknown, Output = Input> = Schema<Input, Output>;
