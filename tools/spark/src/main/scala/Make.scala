import java.io.File
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.attribute.FileTime
import java.nio.file.{Files, Path, Paths}
import java.util.UUID
import java.util.zip.{ZipEntry, ZipOutputStream}

import scala.collection.JavaConverters._
import scala.util.{Failure, Success, Try}

import ml.combust.bundle.serializer.SerializationFormat
import org.apache.spark.sql.DataFrame
import org.apache.spark.sql.functions.{col, lit}

/** Writes the fixtures of this set below `args(0)`; further arguments pick the cases whose id contains one of them. */
object Make {
  def main(args: Array[String]): Unit = {
    val folder = Paths.get(args.head)
    val picked = Era.cases.filter(c => args.length == 1 || args.tail.exists(c.id.contains))
    val failed = picked.filter { c =>
      val outcome = Try(make(c, folder.resolve(c.id)))
      outcome.failed.foreach { e => println(s"${c.id}: $e"); e.printStackTrace() }
      outcome.isFailure
    }
    println(s"${picked.size - failed.size} made, ${failed.size} failed")
    Case.spark.stop()
    if (failed.nonEmpty) sys.exit(1)
  }

  private def make(c: Case, folder: Path): Unit = {
    val context = c.model.transform(c.train)
    Files.createDirectories(folder)
    Seq("json" -> SerializationFormat.Json, "protobuf" -> SerializationFormat.Protobuf).foreach { case (name, format) =>
      val bundle = Files.createTempDirectory("bundle")
      Era.save(c.model, context, bundle.toFile, format)
      steady(bundle.resolve("bundle.json"), s"${c.id}-$name")
      zip(bundle, folder.resolve(s"$name.zip"))
    }
    val rows = outcomes(c)
    val fields = columns(c.model.transform(c.input), c.outputs).schema
    val text =
      s"""{
         |  "op": ${Json.text(c.op)},
         |  "note": ${Json.text(c.note)},
         |  "tolerance": ${Json.number(c.tolerance)},
         |  "input": {
         |    "fields": ${Json.lines(c.input.schema.map(Json.field), "    ")},
         |    "rows": ${Json.lines(c.input.collect().map(Json.row), "    ")}
         |  },
         |  "output": {
         |    "fields": ${Json.lines(fields.map(Json.field), "    ")},
         |    "rows": ${Json.lines(rows, "    ")}
         |  }
         |}
         |""".stripMargin
    Files.write(folder.resolve("case.json"), text.getBytes(UTF_8))
  }

  /** What Spark makes of each row alone: a row, `null` where it is dropped, or the error. */
  private def outcomes(c: Case): Seq[String] = {
    val rows = c.input.collect()
    def run(frame: DataFrame): Seq[(Int, String)] =
      columns(c.model.transform(frame), c.outputs :+ "__row").collect().map(r => r.getInt(c.outputs.size) -> Json.list(r.toSeq.init.map(Json.value))).toSeq
    def one(i: Int): DataFrame =
      Case.spark.createDataFrame(Seq(rows(i)).asJava, c.input.schema).withColumn("__row", lit(i))
    val whole = Try(run(rows.indices.map(one).reduce(_ union _)))
    val got = whole.getOrElse {
      rows.indices.flatMap { i =>
        Try(run(one(i))) match {
          case Success(done)  => done
          case Failure(error) => Seq(i -> s"""{"error": ${Json.text(cause(error))}}""")
        }
      }
    }.toMap
    rows.indices.map(i => got.getOrElse(i, "null"))
  }

  private def columns(frame: DataFrame, names: Seq[String]): DataFrame = frame.select(names.map(n => col(s"`$n`")): _*)

  private def cause(error: Throwable): String =
    if (error.getCause != null && error.getCause != error) cause(error.getCause)
    else s"${error.getClass.getName}: ${Option(error.getMessage).getOrElse("").linesIterator.take(1).mkString}"

  /** Replaces the bundle's random id and the time, so that making twice gives the same bytes. */
  private def steady(file: Path, seed: String): Unit = {
    val text = new String(Files.readAllBytes(file), UTF_8)
      .replaceFirst("(\"uid\"\\s*:\\s*)\"[^\"]*\"", "$1\"" + UUID.nameUUIDFromBytes(seed.getBytes(UTF_8)) + "\"")
      .replaceFirst("(\"timestamp\"\\s*:\\s*)\"[^\"]*\"", "$1\"2024-01-31T10:00:00.000\"")
    Files.write(file, text.getBytes(UTF_8))
  }

  private def zip(folder: Path, target: Path): Unit = {
    val out = new ZipOutputStream(Files.newOutputStream(target))
    val time = FileTime.fromMillis(1706695200000L)
    Files.walk(folder).iterator().asScala.toSeq.sortBy(_.toString).filter(_ != folder).foreach { path =>
      val name = folder.relativize(path).toString + (if (Files.isDirectory(path)) "/" else "")
      out.putNextEntry(new ZipEntry(name).setLastModifiedTime(time))
      if (!Files.isDirectory(path)) out.write(Files.readAllBytes(path))
      out.closeEntry()
    }
    out.close()
  }
}
