import { z } from "zod";

/** A `bit`, which drivers give as a boolean or as 0 and 1. */
export const bit = z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean);

/** A UTC `datetime` or `datetime2`, as ISO text. Only for columns that are UTC by contract: local ones have no zone to convert from. */
export const utcInstant = z.union([z.date(), z.iso.datetime()]).transform((value) => new Date(value).toISOString());

/** A whole number that may exceed 2^53, as decimal text. Statements convert it, so that no driver rounds it. */
export const wholeNumberText = z.string().regex(/^-?\d{1,25}$/);
