// check_package.js FOLDER... - is FOLDER/datapackage.json what its files are?
//
// Each descriptor is judged by the Data Package standard's own JavaScript
// library (version 1 of the standard, which version 2 descriptors still meet),
// each row by the schema in it, and size, row count and digest by the files
// themselves. Says what is wrong, a line each, and exits with 1; else names
// each resource with its rows. Needs no network. NODE_PATH names where the
// library is.
'use strict';
const {createHash} = require('crypto');
const {readFileSync} = require('fs');
const {join} = require('path');
const {Package} = require('datapackage');

const faults = [];

function checkBytes(folder, resource) {
  const {path, bytes, hash, name} = resource.descriptor;
  const content = readFileSync(join(folder, path));
  const digest = createHash('sha256').update(content).digest('hex');

  if (content.length !== bytes)
    faults.push(`${name}: ${content.length} bytes, described as ${bytes}`);
  if (`sha256:${digest}` !== hash)
    faults.push(`${name}: the digest is ${digest}, described as ${hash}`);
}

function checkMeanings(resource) {
  for (const field of resource.descriptor.schema.fields)
    if (!field.description)
      faults.push(`${resource.name}: column ${field.name} has no meaning`);
}

function checkKey(resource, rows) {
  const {primaryKey, fields} = resource.descriptor.schema;
  const at = (primaryKey || []).map(
      (key) => fields.findIndex((field) => field.name === key));
  const seen = new Set();

  if (at.length === 0)
    return;
  for (const row of rows) {
    const key = JSON.stringify(at.map((i) => row[i]));

    if (seen.has(key))
      faults.push(`${resource.name}: two rows with the key ${key}`);
    seen.add(key);
  }
}

async function checkResource(folder, resource) {
  checkBytes(folder, resource);
  checkMeanings(resource);
  try {
    const rows = await resource.read();

    if (rows.length !== resource.descriptor.rows)
      faults.push(`${resource.name}: ${rows.length} rows, described as ` +
                  `${resource.descriptor.rows}`);
    checkKey(resource, rows);
    console.log(`${resource.name} ${rows.length}`);
  } catch (error) {
    const reasons = error.multiple ? error.errors : [error];

    for (const reason of reasons)
      faults.push(`${resource.name}: row ${reason.rowNumber}: ` +
                  `${reason.message}`);
  }
}

async function checkFolder(folder) {
  const package_ = await Package.load(join(folder, 'datapackage.json'),
                                      {basePath: folder});

  for (const error of package_.errors)
    faults.push(`datapackage.json: ${error.message}`);
  if (package_.resources.length === 0)
    faults.push('datapackage.json: it names no files');
  for (const resource of package_.resources)
    await checkResource(folder, resource);
}

(async () => {
  for (const folder of process.argv.slice(2))
    await checkFolder(folder);
  faults.forEach((fault) => console.error(fault));
  process.exitCode = faults.length > 0 || process.argv.length < 3 ? 1 : 0;
})().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
