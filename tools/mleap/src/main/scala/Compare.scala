import java.io.File
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.{Files, Path, Paths}

import scala.collection.JavaConverters._
import scala.util.{Failure, Success, Try}

import ml.combust.mleap.BuildInfo
import spray.json._

/**
 * Runs the bundles of every fixture below `args(0)` and writes beside each what MLeap answers differently than Spark
 * (`mleap.json`), or nothing where it answers the same. Further arguments pick fixtures by a part of their path.
 */
object Compare {
  def main(args: Array[String]): Unit =
    Files.walk(Paths.get(args.head)).iterator().asScala.toSeq.sorted
      .filter(p => p.endsWith("case.json") && (args.length == 1 || args.tail.exists(p.toString.contains)))
      .map(_.getParent)
      .foreach { folder =>
        val target = folder.resolve("mleap.json")
        Files.deleteIfExists(target)
        differences(folder).foreach(text => Files.write(target, text.getBytes(UTF_8)))
      }

  private def differences(folder: Path): Option[String] = {
    val fixture = new String(Files.readAllBytes(folder.resolve("case.json")), UTF_8).parseJson.asJsObject.fields
    val input = fixture("input").asJsObject.fields
    val output = fixture("output").asJsObject.fields
    val fields = Json.elements(input("fields")).map(Json.field)
    val outputs = Json.elements(output("fields")).map(f => Json.text(f.asJsObject.fields("name")))
    val spark = Json.elements(output("rows"))
    val tolerance = fixture("tolerance").asInstanceOf[JsNumber].value.doubleValue
    val rows = Json.elements(input("rows")).map(Json.row(_, fields))

    // The exporter for scikit-learn writes JSON only.
    val formats = Seq("json", "protobuf").map(format => if (Files.exists(folder.resolve(s"$format.zip"))) format else "json")
    val Seq(json, protobuf) = formats.map { format =>
      Try(Outcomes.load(new File(folder.toFile, s"$format.zip"))).map(Outcomes.of(_, fields, rows, outputs))
    }
    (json, protobuf) match {
      case (Success(a), Success(b)) if a != b => println(s"$folder: the two formats differ")
      case (Failure(e), Success(_))           => println(s"$folder: json does not load: $e")
      case (Success(_), Failure(e))           => println(s"$folder: protobuf does not load: $e")
      case _                                  =>
    }
    json match {
      case Failure(e)     => Some(text(s""""load": ${Outcomes.error(e).compactPrint}"""))
      case Success(found) =>
        val lines = found.zip(spark).zipWithIndex.collect {
          case ((ours, theirs), i) if !sameRow(ours, theirs, tolerance) => s"    ${ascii(JsArray(JsNumber(i), ours).compactPrint)}"
        }
        if (lines.isEmpty) None else Some(text(s""""rows": [\n${lines.mkString(",\n")}\n  ]"""))
    }
  }

  private def text(answer: String): String = s"""{\n  "version": "${BuildInfo().version}",\n  $answer\n}\n"""

  /** Halves of surrogate pairs, which UTF-8 cannot hold, as escapes. */
  private def ascii(text: String): String =
    text.flatMap(c => if (c.isSurrogate) f"\\u${c.toInt}%04x" else c.toString)

  private def sameRow(a: JsValue, b: JsValue, tolerance: Double): Boolean = (a, b) match {
    case (JsArray(xs), JsArray(ys)) => xs.zip(ys).forall { case (x, y) => same(x, y, tolerance) }
    case _                          => a == b
  }

  private def same(a: JsValue, b: JsValue, tolerance: Double): Boolean = (writtenOut(a), writtenOut(b)) match {
    case (JsNumber(x), JsNumber(y)) => near(x.doubleValue, y.doubleValue, tolerance * y.doubleValue.abs)
    case (JsArray(xs), JsArray(ys)) =>
      val scale = ys.collect { case JsNumber(y) => y.doubleValue.abs }.fold(0.0)(_ max _)
      xs.size == ys.size && xs.zip(ys).forall {
        case (JsNumber(x), JsNumber(y)) => near(x.doubleValue, y.doubleValue, tolerance * scale)
        case (x, y)                     => same(x, y, tolerance)
      }
    case (JsObject(x), JsObject(y)) => x.keySet == y.keySet && x.keySet.forall(k => same(x(k), y(k), tolerance))
    case (x, y)                     => x == y
  }

  private def near(x: Double, y: Double, distance: Double): Boolean = x == y || (x - y).abs <= distance

  private def writtenOut(json: JsValue): JsValue = json match {
    case JsObject(parts) if parts.contains("size") =>
      val values = Json.elements(parts("indices")).zip(Json.elements(parts("values"))).toMap
      val size = parts("size").asInstanceOf[JsNumber].value.intValue
      JsArray((0 until size).map(i => values.getOrElse(JsNumber(i), JsNumber(0))).toVector)
    case other => other
  }
}
