// An application of NestJS with @nestjs/swagger that answers with what arrived: `node dist/main.js PORT`.

import "reflect-metadata";
import {
  Body, Controller, Delete, Get, Headers, HttpCode, HttpException, Module, NotFoundException, Param, ParseIntPipe,
  ParseUUIDPipe, Patch, Post, Put, Query, Res, Sse, StreamableFile, UploadedFile, UploadedFiles, UseInterceptors,
  ValidationPipe,
} from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { FileFieldsInterceptor, FileInterceptor, FilesInterceptor } from "@nestjs/platform-express";
import {
  ApiBody, ApiConsumes, ApiCreatedResponse, ApiExtraModels, ApiHeader, ApiNoContentResponse, ApiNotFoundResponse,
  ApiOkResponse, ApiParam, ApiProduces, ApiProperty, ApiPropertyOptional, ApiQuery, ApiTags, DocumentBuilder, PartialType,
  SwaggerModule, getSchemaPath, refs,
} from "@nestjs/swagger";
import { Transform, Type } from "class-transformer";
import {
  IsArray, IsBoolean, IsDate, IsDefined, IsEnum, IsIn, IsInt, IsNumber, IsObject, IsOptional, IsString, IsUUID, Length,
  Max, Min, ValidateNested,
} from "class-validator";
import { from, map } from "rxjs";

enum Color {
  Red = "red",
  DarkRed = "dark-red",
}

enum Priority {
  Low = 1,
  High = 10,
}

class Cat {
  @ApiProperty({ enum: ["cat"] })
  @IsIn(["cat"])
  kind: "cat";

  @ApiPropertyOptional({ type: "integer" })
  @IsOptional()
  @IsInt()
  lives?: number;
}

class Dog {
  @ApiProperty({ enum: ["dog"] })
  @IsIn(["dog"])
  kind: "dog";

  @ApiPropertyOptional({ type: Boolean, nullable: true })
  @IsOptional()
  @IsBoolean()
  barks?: boolean | null;
}

class Bird {
  @ApiProperty()
  @IsNumber()
  wings: number;
}

const pet = {
  oneOf: refs(Cat, Dog),
  discriminator: { propertyName: "kind", mapping: { cat: getSchemaPath(Cat), dog: getSchemaPath(Dog) } },
};
const petType = () => Object;
const petOptions = {
  discriminator: { property: "kind", subTypes: [{ value: Cat, name: "cat" }, { value: Dog, name: "dog" }] },
  keepDiscriminatorProperty: true,
};

class Owner {
  @ApiProperty()
  @IsString()
  name: string;
}

class Tree {
  @ApiProperty()
  @IsString()
  name: string;

  @ApiPropertyOptional({ type: () => [Tree] })
  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Tree)
  children?: Tree[];
}

@ApiExtraModels(Cat, Dog, Bird)
class Everything {
  @ApiProperty({ minLength: 1, maxLength: 50 })
  @Length(1, 50)
  name: string;

  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  nickname?: string | null;

  @ApiProperty({ type: Number, nullable: true })
  @IsOptional()
  mustSay: number | null;

  @ApiProperty()
  @IsDate()
  @Type(() => Date)
  seen: Date;

  @ApiProperty({ format: "date" })
  @IsString()
  day: string;

  @ApiProperty({ format: "uuid" })
  @IsUUID()
  id: string;

  @ApiProperty()
  @IsNumber()
  ratio: number;

  @ApiProperty({ type: "integer", format: "int64" })
  @IsInt()
  count: number;

  @ApiProperty({ type: String, format: "int64", example: "18446744073709551615" })
  @IsString()
  big: string;

  @ApiProperty({ enum: Color, enumName: "Color" })
  @IsEnum(Color)
  color: Color;

  @ApiProperty({ enum: Priority, enumName: "Priority" })
  @IsEnum(Priority)
  priority: Priority;

  @ApiProperty({ enum: Color, enumName: "Color", isArray: true })
  @IsEnum(Color, { each: true })
  colors: Color[];

  @ApiProperty(pet)
  @ValidateNested()
  @Type(petType, petOptions)
  pet: Cat | Dog;

  @ApiProperty({ ...pet, nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(petType, petOptions)
  maybePet: Cat | Dog | null;

  @ApiProperty({ type: "array", items: pet })
  @ValidateNested({ each: true })
  @Type(petType, petOptions)
  pets: (Cat | Dog)[];

  @ApiProperty({ anyOf: [...refs(Bird), { type: "string" }, { type: "array", items: { type: "boolean" } }] })
  @IsDefined()
  either: Bird | string | boolean[];

  @ApiProperty({ type: "object", additionalProperties: { $ref: getSchemaPath(Bird) } })
  @IsObject()
  byName: Record<string, Bird>;

  @ApiProperty({ type: "object", additionalProperties: true })
  @IsObject()
  anything: Record<string, unknown>;

  @ApiProperty()
  @ValidateNested()
  @Type(() => Tree)
  tree: Tree;

  @ApiProperty({ type: Owner, nullable: true, description: "null if nobody" })
  @IsOptional()
  @ValidateNested()
  @Type(() => Owner)
  owner: Owner | null;

  @ApiPropertyOptional({ default: "filled" })
  @IsString()
  filled: string = "filled";

  @ApiProperty({ name: "with-dash" })
  @IsString()
  "with-dash": string;
}

class Change {
  @ApiPropertyOptional({ type: String, nullable: true })
  @IsOptional()
  @IsString()
  name?: string | null;

  @ApiPropertyOptional({ type: Number, nullable: true })
  @IsOptional()
  @IsInt()
  age?: number | null;
}

class PartialOwner extends PartialType(Owner) {}

const flag = ({ value }) => (value === "true" ? true : value === "false" ? false : value);
const list = ({ value }) => (value === undefined ? value : [value].flat());

class EchoQuery {
  @ApiProperty()
  @IsString()
  required: string;

  @ApiProperty()
  @IsBoolean()
  @Transform(flag)
  flag: boolean;

  @ApiProperty()
  @IsNumber()
  @Type(() => Number)
  ratio: number;

  @ApiPropertyOptional()
  @IsOptional()
  @IsDate()
  @Type(() => Date)
  at?: Date;

  @ApiPropertyOptional({ type: "integer", minimum: 1, maximum: 100, default: 10 })
  @IsInt()
  @Min(1)
  @Max(100)
  @Type(() => Number)
  limit: number = 10;

  @ApiPropertyOptional()
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  @Transform(list)
  words?: string[];

  @ApiPropertyOptional({ type: "array", items: { type: "integer" } })
  @IsOptional()
  @Transform(({ value }) => list({ value })?.map(Number))
  numbers?: number[];

  @ApiPropertyOptional({ enum: Color, enumName: "Color", isArray: true })
  @IsOptional()
  @IsEnum(Color, { each: true })
  @Transform(list)
  colors?: Color[];
}

@ApiTags("parameters")
@Controller()
class ParametersController {
  @Get("echo/:word/:number/:color/:id")
  @ApiParam({ name: "color", enum: Color, enumName: "Color" })
  @ApiParam({ name: "id", format: "uuid" })
  @ApiHeader({ name: "x-token", required: false })
  @ApiOkResponse({ schema: { type: "object", additionalProperties: true } })
  echo(
    @Param("word") word: string,
    @Param("number", ParseIntPipe) number: number,
    @Param("color") color: Color,
    @Param("id", ParseUUIDPipe) id: string,
    @Query() query: EchoQuery,
    @Headers("x-token") token?: string,
  ) {
    return { word, number, color, id, ...query, token: token ?? null };
  }

  /** Express has its own reading of brackets, which is qs. */
  @Get("deep")
  @ApiQuery({ name: "filter", style: "deepObject", explode: true, schema: {
    type: "object", properties: { min: { type: "integer" }, name: { type: "string" } },
  } })
  @ApiOkResponse({ schema: { type: "object", additionalProperties: true } })
  deep(@Res({ passthrough: true }) res, @Query() query) {
    return query;
  }
}

@ApiTags("bodies")
@Controller()
class BodiesController {
  @Post("everything")
  @ApiCreatedResponse({ type: Everything })
  everything(@Body() body: Everything): Everything {
    return body;
  }

  @Post("either")
  @HttpCode(200)
  @ApiExtraModels(Tree)
  @ApiBody({ schema: { oneOf: refs(Cat, Bird, Tree) } })
  @ApiOkResponse({ schema: { oneOf: refs(Cat, Bird, Tree) } })
  either(@Body() body: object) {
    return body;
  }

  @Patch("change")
  @ApiOkResponse({ schema: { type: "object", additionalProperties: true } })
  change(@Body() body: Change) {
    return body;
  }

  @Patch("owner")
  @ApiOkResponse({ type: PartialOwner })
  owner(@Body() body: PartialOwner): PartialOwner {
    return body;
  }

  @Post("trees")
  @ApiBody({ type: [Tree] })
  @ApiCreatedResponse({ type: Tree, isArray: true })
  trees(@Body() body: Tree[]): Tree[] {
    return body;
  }
}

class NewFile {
  @ApiProperty({ type: "string", format: "binary" })
  file: unknown;

  @ApiProperty()
  @IsString()
  note: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsNumber()
  @Type(() => Number)
  number?: number;
}

class NewFiles {
  @ApiProperty({ type: "array", items: { type: "string", format: "binary" } })
  files: unknown[];

  @ApiProperty()
  @IsString({ each: true })
  @Transform(list)
  tags: string[];
}

class NewPair {
  @ApiProperty({ type: "string", format: "binary" })
  left: unknown;

  @ApiPropertyOptional({ type: "string", format: "binary" })
  right?: unknown;
}

const described = (file) => file && ({ name: file.originalname, type: file.mimetype, text: file.buffer.toString() });
const anything = { schema: { type: "object", additionalProperties: true } } as const;

@ApiTags("forms")
@Controller()
class FormsController {
  @Post("upload")
  @ApiConsumes("multipart/form-data")
  @UseInterceptors(FileInterceptor("file"))
  @ApiCreatedResponse(anything)
  upload(@UploadedFile() file, @Body() body: NewFile) {
    return { ...body, file: described(file) };
  }

  @Post("uploads")
  @ApiConsumes("multipart/form-data")
  @UseInterceptors(FilesInterceptor("files"))
  @ApiCreatedResponse(anything)
  uploadSeveral(@UploadedFiles() files, @Body() body: NewFiles) {
    return { ...body, files: files.map(described) };
  }

  @Post("pair")
  @ApiConsumes("multipart/form-data")
  @ApiBody({ type: NewPair })
  @UseInterceptors(FileFieldsInterceptor([{ name: "left", maxCount: 1 }, { name: "right", maxCount: 1 }]))
  @ApiCreatedResponse(anything)
  uploadPair(@UploadedFiles() files) {
    return { left: described(files.left?.[0]), right: described(files.right?.[0]) ?? null };
  }
}

class Tick {
  @ApiProperty({ type: "integer" })
  number: number;

  @ApiProperty()
  at: Date;
}

class Page {
  @ApiProperty({ type: [Owner] })
  items: Owner[];

  @ApiProperty({ type: "integer" })
  total: number;
}

class Problem {
  @ApiProperty({ type: "integer" })
  statusCode: number;

  @ApiProperty({ oneOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] })
  message: string | string[];

  @ApiPropertyOptional()
  error?: string;
}

@ApiTags("answers")
@ApiExtraModels(Tick, Problem)
@Controller()
class AnswersController {
  @Sse("ticks")
  @ApiProduces("text/event-stream")
  @ApiOkResponse({ content: { "text/event-stream": { schema: { $ref: getSchemaPath(Tick) } } } })
  ticks() {
    return from([0, 1]).pipe(
      map((number) => ({ type: "tick", id: String(number), retry: 10, data: { number, at: new Date(number) } })),
    );
  }

  @Get("text")
  @ApiProduces("text/plain")
  @ApiOkResponse({ type: String })
  text(): string {
    return "1,2\nä";
  }

  @Get("undescribed")
  undescribed(): string {
    return "1,2\nä";
  }

  /** The document says JSON, and Nest sends text, as of all that is no object. */
  @Get("json-text")
  @ApiOkResponse({ type: String })
  jsonText(): string {
    return "1,2\nä";
  }

  @Get("json-flag")
  @ApiOkResponse({ type: Boolean })
  jsonFlag(): boolean {
    return true;
  }

  @Get("json-number")
  @ApiOkResponse({ type: Number })
  jsonNumber(): number {
    return 1.5;
  }

  /** Of null Nest sends nothing at all. */
  @Get("json-null/:is_null")
  @ApiOkResponse({ schema: { nullable: true, allOf: refs(Owner) } })
  jsonNull(@Param("is_null") isNull: string): Owner | null {
    return isNull === "yes" ? null : { name: "o" };
  }

  @Get("download")
  @ApiProduces("application/octet-stream")
  @ApiOkResponse({ schema: { type: "string", format: "binary" } })
  download() {
    return new StreamableFile(new Uint8Array([0, 1, 255]));
  }

  @Put("item/:id")
  @ApiOkResponse({ type: Cat })
  @ApiCreatedResponse({ type: Tree })
  @ApiNotFoundResponse({ type: Problem })
  replace(@Param("id", ParseIntPipe) id: number, @Res({ passthrough: true }) res) {
    if (id === 404) throw new NotFoundException("there is no such item");
    if (id === 418) throw new HttpException({ why: "it is a teapot" }, 418);
    if (id === 201) {
      res.status(201);
      return { name: "new" };
    }
    return { kind: "cat", lives: id };
  }

  @Delete("item/:id")
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@Param("id") id: string): void {}

  @Get("pages")
  @ApiQuery({ name: "limit", required: false, type: "integer" })
  @ApiQuery({ name: "offset", required: false, type: "integer" })
  @ApiOkResponse({ type: Page })
  pages(@Query("limit") limit?: string, @Query("offset") offset?: string): Page {
    const start = Number(offset ?? 0);
    const items = ["a", "b", "c", "d", "e"].slice(start, start + Number(limit ?? 2)).map((name) => ({ name }));
    return { items, total: 5 };
  }
}

@Module({ controllers: [ParametersController, BodiesController, FormsController, AnswersController] })
class AppModule {}

const app = await NestFactory.create(AppModule, { logger: ["error"] });
app.useGlobalPipes(new ValidationPipe({ transform: true }));
const config = new DocumentBuilder().setTitle("Kennel").setVersion("1").build();
// Operations are called as their methods; by default it is `ParametersController_echo`.
const operationIdFactory = (_controller: string, method: string) => method;
const document = SwaggerModule.createDocument(app, config, { operationIdFactory });
SwaggerModule.setup("docs", app, document, { jsonDocumentUrl: "openapi.json", ui: false });
await app.listen(Number((globalThis as any).process.argv[2]), "127.0.0.1");
