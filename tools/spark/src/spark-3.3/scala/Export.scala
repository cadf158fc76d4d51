import ml.combust.mleap.core.feature.{
  BucketizerModel, HandleInvalid, ImputerModel => Imputing, MinMaxScalerModel => MinMax, OneHotEncoderModel => OneHot,
  ReverseStringIndexerModel, StandardScalerModel => Standard, VectorAssemblerModel
}
import ml.combust.mleap.core.types._
import ml.combust.mleap.runtime.frame.{Transformer => Node}
import ml.combust.mleap.runtime.transformer.{Pipeline, PipelineModel => Children}
import ml.combust.mleap.runtime.transformer.{feature => nodes}
import org.apache.spark.ml.feature._
import org.apache.spark.ml.linalg.{SQLDataTypes, Vector}
import org.apache.spark.ml.{PipelineModel, Transformer}
import org.apache.spark.sql.DataFrame

/** What Spark fitted, as MLeap's node of the same kind. `frame` has all columns, with values. */
object Export {
  def apply(model: Transformer, frame: DataFrame): Node = model match {
    case m: PipelineModel =>
      Pipeline(m.uid, NodeShape(), Children(m.stages.map(Export(_, frame)).toSeq))
    case m: StringIndexerModel =>
      val labels = m.labelsArray.map(_.toSeq).toSeq
      val shape =
        if (m.isSet(m.inputCols)) many(m.getInputCols, m.getOutputCols) else one(m.getInputCol, m.getOutputCol)
      LabelsNode(m.uid, shape, LabelsModel(labels, m.getHandleInvalid))
    case m: IndexToString =>
      nodes.ReverseStringIndexer(m.uid, one(m.getInputCol, m.getOutputCol), ReverseStringIndexerModel(m.getLabels))
    case m: OneHotEncoderModel =>
      val shape =
        if (m.isSet(m.inputCols)) many(m.getInputCols, m.getOutputCols) else many(Array(m.getInputCol), Array(m.getOutputCol))
      nodes.OneHotEncoder(m.uid, shape, OneHot(m.categorySizes, HandleInvalid.fromString(m.getHandleInvalid), m.getDropLast))
    case m: VectorAssembler =>
      val shapes = m.getInputCols.map(shapeOf(_, frame)).toSeq
      val shape = NodeShape(
        m.getInputCols.zipWithIndex.map { case (c, i) => Socket(s"input$i", c) }.toSeq, Seq(Socket("output", m.getOutputCol))
      )
      nodes.VectorAssembler(m.uid, shape, VectorAssemblerModel(shapes))
    case m: StandardScalerModel =>
      nodes.StandardScaler(m.uid, one(m.getInputCol, m.getOutputCol),
        Standard(if (m.getWithStd) Some(m.std) else None, if (m.getWithMean) Some(m.mean) else None))
    case m: MinMaxScalerModel =>
      nodes.MinMaxScaler(m.uid, one(m.getInputCol, m.getOutputCol), MinMax(m.originalMin, m.originalMax, m.getMin, m.getMax))
    case m: Bucketizer =>
      nodes.Bucketizer(m.uid, one(m.getInputCol, m.getOutputCol),
        BucketizerModel(m.getSplits, HandleInvalid.fromString(m.getHandleInvalid)))
    case m: ImputerModel =>
      nodes.Imputer(m.uid, one(m.getInputCol, m.getOutputCol),
        Imputing(m.surrogateDF.head().getDouble(0), m.getMissingValue, m.getStrategy))
  }

  private def one(input: String, output: String): NodeShape =
    NodeShape().withStandardInput(input).withStandardOutput(output)

  private def many(inputs: Array[String], outputs: Array[String]): NodeShape = NodeShape(
    inputs.zipWithIndex.map { case (c, i) => Socket(s"input$i", c) }.toSeq,
    outputs.zipWithIndex.map { case (c, i) => Socket(s"output$i", c) }.toSeq
  )

  private def shapeOf(column: String, frame: DataFrame): DataShape = frame.schema(column).dataType match {
    case SQLDataTypes.VectorType => TensorShape(Some(Seq(sizeOf(column, frame))), isNullable = true)
    case _                       => ScalarShape(isNullable = true)
  }

  private def sizeOf(column: String, frame: DataFrame): Int = frame.select(column).head().getAs[Vector](0).size
}
