import java.io.File

import scala.util.{Failure, Success, Try}

import ml.combust.bundle.BundleFile
import ml.combust.mleap.core.types.{StructField, StructType}
import ml.combust.mleap.runtime.MleapSupport._
import ml.combust.mleap.runtime.frame.{DefaultLeapFrame, Row, Transformer}
import spray.json._

/** What MLeap makes of rows, each alone. */
object Outcomes {
  def load(zip: File): Transformer = {
    val bundle = BundleFile(zip)
    try bundle.loadMleapBundle().get.root
    finally bundle.close()
  }

  /** Of each row: its `outputs`, `null` where it is dropped, or the error. */
  def of(transformer: Transformer, fields: Seq[StructField], rows: Seq[Row], outputs: Seq[String]): Seq[JsValue] = {
    val schema = StructType(fields).get
    rows.map { row =>
      Try(transformer.transform(DefaultLeapFrame(schema, Seq(row))).flatMap(_.select(outputs: _*)).get.collect()) match {
        case Success(Seq(made)) => Try(JsArray(made.toSeq.map(Json.write).toVector)).recover { case e => error(e) }.get
        case Success(_)         => JsNull
        case Failure(e)         => error(e)
      }
    }
  }

  def error(e: Throwable): JsValue = {
    val message = Option(e.getMessage).getOrElse("").linesIterator.take(1).mkString
    JsObject("error" -> JsString(s"${e.getClass.getName}: $message"))
  }
}
