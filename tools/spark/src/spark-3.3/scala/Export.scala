package org.apache.spark.ml.kakehi

import ml.combust.mleap.core.types._
import ml.combust.mleap.runtime.frame.{Transformer => Node}
import ml.combust.mleap.runtime.transformer.{Pipeline, PipelineModel => Children}
import org.apache.spark.ml.feature.VectorAssembler
import org.apache.spark.ml.linalg.{SQLDataTypes, Vector}
import org.apache.spark.ml.{PipelineModel, Transformer}
import org.apache.spark.sql.DataFrame
import org.apache.spark.sql.types.{BooleanType, DoubleType, FloatType, IntegerType, LongType, StringType}

/** What Spark fitted, as MLeap's node of the same kind. `frame` has all columns, with values. */
object Export {
  def apply(model: Transformer, frame: DataFrame): Node = model match {
    case m: PipelineModel => Pipeline(m.uid, NodeShape(), Children(m.stages.map(Export(_, frame)).toSeq))
    case m                =>
      ExportFeatures.lift((m, frame)).orElse(ExportModels.lift((m, frame))).getOrElse(throw new MatchError(m))
  }

  def one(input: String, output: String): NodeShape = NodeShape().withStandardInput(input).withStandardOutput(output)

  def many(inputs: Seq[String], outputs: Seq[String]): NodeShape = NodeShape(
    inputs.zipWithIndex.map { case (c, i) => Socket(s"input$i", c) }, outputs.zipWithIndex.map { case (c, i) => Socket(s"output$i", c) }
  )

  /** Several columns to one. */
  def gather(inputs: Seq[String], output: String): NodeShape =
    NodeShape(inputs.zipWithIndex.map { case (c, i) => Socket(s"input$i", c) }, Seq(Socket("output", output)))

  def shapeOf(column: String, frame: DataFrame): DataShape = frame.schema(column).dataType match {
    case SQLDataTypes.VectorType => TensorShape(Some(Seq(sizeOf(column, frame))), isNullable = true)
    case _                       => ScalarShape(isNullable = true)
  }

  def typeOf(column: String, frame: DataFrame): DataType = frame.schema(column).dataType match {
    case BooleanType => ScalarType.Boolean
    case IntegerType => ScalarType.Int
    case LongType    => ScalarType.Long
    case FloatType   => ScalarType.Float
    case DoubleType  => ScalarType.Double
    case StringType  => ScalarType.String
  }

  def sizeOf(column: String, frame: DataFrame): Int = frame.select(column).head().getAs[Vector](0).size
}
