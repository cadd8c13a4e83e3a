#!/usr/bin/env bash
# NestJS answers in JSON what is an object, and everything else as text: a string, a number or a boolean that a handler
# returns comes without quotes as `text/html`, and null or undefined as no body at all, with status 200 and without a
# content type. @nestjs/swagger describes each of them as `application/json` all the same, since it knows only the type
# (`@ApiOkResponse({ type: String })`). Numbers and booleans happen to be JSON; the text `a` and the empty body are none,
# so a client that reads what is described fails on valid answers. `nullable: true` means an empty body there.
#
# Seen with @nestjs/core 12.5.1, @nestjs/swagger 12.0.2, @nestjs/platform-express 12.5.1:
#   document        application/json for each
#   string          text/html; charset=utf-8, a
#   number          text/html; charset=utf-8, 1.5
#   null            no content type, content-length 0, status 200
#   object          application/json; charset=utf-8
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private": true, "type": "module"}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @nestjs/common@12.5.1 @nestjs/core@12.5.1 \
    @nestjs/platform-express@12.5.1 @nestjs/swagger@12.0.2 reflect-metadata@0.2.2 rxjs@7.8.2 typescript@6.0.3

cat >seen.ts <<'TYPESCRIPT'
import "reflect-metadata";
import { Controller, Get, Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { ApiOkResponse, ApiProperty, DocumentBuilder, SwaggerModule } from "@nestjs/swagger";

class Owner {
  @ApiProperty()
  name: string = "o";
}

@Controller()
class Answers {
  @Get("string") @ApiOkResponse({ type: String }) string() { return "a"; }
  @Get("number") @ApiOkResponse({ type: Number }) number() { return 1.5; }
  @Get("null") @ApiOkResponse({ schema: { type: "object", nullable: true } }) nothing(): Owner | null { return null; }
  @Get("object") @ApiOkResponse({ type: Owner }) object() { return new Owner(); }
}

@Module({ controllers: [Answers] })
class App {}

const app = await NestFactory.create(App, { logger: false });
const document = SwaggerModule.createDocument(app, new DocumentBuilder().build());
await app.listen(0, "127.0.0.1");
const { port } = app.getHttpServer().address();
const expected = {
  string: [200, "text/html; charset=utf-8", "a"],
  number: [200, "text/html; charset=utf-8", "1.5"],
  null: [200, null, ""],
  object: [200, "application/json; charset=utf-8", '{"name":"o"}'],
};
let changed = false;
for (const [path, before] of Object.entries(expected)) {
  const described = Object.keys((document.paths[`/${path}`].get as any).responses[200].content);
  const answer = await fetch(`http://127.0.0.1:${port}/${path}`);
  const seen = [answer.status, answer.headers.get("content-type"), await answer.text()];
  console.log(`${path}: described as ${described}, came as ${JSON.stringify(seen)}`);
  changed ||= `${described}` !== "application/json" || JSON.stringify(seen) !== JSON.stringify(before);
}
await app.close();
if (changed) throw new Error(`changed: it was ${JSON.stringify(expected)}`);
TYPESCRIPT
for name in core swagger platform-express; do
    node -p "const p = JSON.parse(fs.readFileSync('node_modules/@nestjs/$name/package.json')); p.name + ' ' + p.version"
done
npx tsc --target es2022 --module nodenext --experimentalDecorators --emitDecoratorMetadata --skipLibCheck seen.ts
node seen.js
