import java.io.File
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.attribute.FileTime
import java.nio.file.{Files, Path, Paths}
import java.util.UUID
import java.util.zip.{ZipEntry, ZipOutputStream}

import scala.collection.JavaConverters._

import ml.combust.bundle.BundleFile
import ml.combust.bundle.serializer.SerializationFormat
import ml.combust.mleap.core.types._
import ml.combust.mleap.runtime.MleapSupport._
import ml.combust.mleap.runtime.frame.Row
import spray.json._

/** Writes the fixtures of MLeap's own ops below `args(0)`: bundles and answers are those of MLeap's runtime. */
object Make {
  def main(args: Array[String]): Unit = Own.cases.foreach(make(_, Paths.get(args.head)))

  private def make(c: Own, top: Path): Unit = {
    val folder = Files.createDirectories(top.resolve(s"${c.op}-${c.name}"))
    Seq("json" -> SerializationFormat.Json, "protobuf" -> SerializationFormat.Protobuf).foreach { case (name, format) =>
      val bundle = Files.createTempDirectory("bundle")
      val file = BundleFile(bundle.toFile)
      c.transformer.writeBundle.name("bundle").format(format).save(file).get
      file.close()
      steady(bundle.resolve("bundle.json"), s"${c.op}-${c.name}-$name")
      zip(bundle, folder.resolve(s"$name.zip"))
    }
    // What is read back answers, for it is what others read.
    val fields = c.transformer.outputSchema.fields
    val loaded = Outcomes.load(new File(folder.toFile, "json.zip"))
    val rows = Outcomes.of(loaded, c.fields, c.rows, fields.map(_.name))
    val text = s"""{
      |  "op": "${c.op}",
      |  "note": "",
      |  "tolerance": ${c.tolerance},
      |  "input": {
      |    "fields": ${lines(c.fields.map(field))},
      |    "rows": ${lines(c.rows.map(r => Json.write(r.toSeq).compactPrint))}
      |  },
      |  "output": {
      |    "fields": ${lines(fields.map(field))},
      |    "rows": ${lines(rows.map(_.compactPrint))}
      |  }
      |}
      |""".stripMargin
    Files.write(folder.resolve("case.json"), text.getBytes(UTF_8))
  }

  private def lines(items: Seq[String]): String = items.map("      " + _).mkString("[\n", ",\n", "\n    ]")

  private def field(f: StructField): String = {
    val (shape, key) = f.dataType match {
      case _: ScalarType => ("scalar", "")
      case _: ListType   => ("list", "")
      case _: TensorType => ("tensor", "")
      case m: MapType    => ("map", s""", "key": "${base(m.key)}"""")
    }
    s"""{"name": "${f.name}", "shape": "$shape", "base": "${base(f.dataType.base)}"$key}"""
  }

  private def base(t: BasicType): String = Json.bases.find(_._2 == t).get._1

  /** Replaces the bundle's random id and the time, so that making twice gives the same bytes. */
  private def steady(file: Path, seed: String): Unit = {
    val text = new String(Files.readAllBytes(file), UTF_8)
      .replaceFirst("(\"uid\"\\s*:\\s*)\"[^\"]*\"", "$1\"" + UUID.nameUUIDFromBytes(seed.getBytes(UTF_8)) + "\"")
      .replaceFirst("(\"timestamp\"\\s*:\\s*)\"[^\"]*\"", "$1\"2024-01-31T10:00:00.000\"")
    Files.write(file, text.getBytes(UTF_8))
  }

  private def zip(folder: Path, target: Path): Unit = {
    val out = new ZipOutputStream(Files.newOutputStream(target))
    Files.walk(folder).iterator().asScala.toSeq.sortBy(_.toString).filter(_ != folder).foreach { path =>
      val name = folder.relativize(path).toString + (if (Files.isDirectory(path)) "/" else "")
      out.putNextEntry(new ZipEntry(name).setLastModifiedTime(FileTime.fromMillis(1706695200000L)))
      if (!Files.isDirectory(path)) out.write(Files.readAllBytes(path))
      out.closeEntry()
    }
    out.close()
  }
}
