package org.apache.spark.ml.kakehi

import ml.combust.mleap.core.{feature => models}
import ml.combust.mleap.core.feature.HandleInvalid
import ml.combust.mleap.core.types._
import ml.combust.mleap.runtime.frame.{Transformer => Node}
import ml.combust.mleap.runtime.transformer.{feature => nodes}
import org.apache.spark.ml.Transformer
import org.apache.spark.ml.attribute.{AttributeGroup, AttributeType, NominalAttribute}
import org.apache.spark.ml.feature._
import org.apache.spark.ml.linalg.{DenseMatrix, SQLDataTypes, Vector}
import org.apache.spark.sql.DataFrame

import Export._

object ExportFeatures extends PartialFunction[(Transformer, DataFrame), Node] {
  def isDefinedAt(of: (Transformer, DataFrame)): Boolean = export.isDefinedAt(of)
  def apply(of: (Transformer, DataFrame)): Node = export(of)

  private val export: PartialFunction[(Transformer, DataFrame), Node] = {
    case (m: StringIndexerModel, _) =>
      val shape =
        if (m.isSet(m.inputCols)) many(m.getInputCols, m.getOutputCols) else one(m.getInputCol, m.getOutputCol)
      LabelsNode(m.uid, shape, LabelsModel(m.labelsArray.map(_.toSeq).toSeq, m.getHandleInvalid))
    case (m: IndexToString, _) =>
      nodes.ReverseStringIndexer(m.uid, one(m.getInputCol, m.getOutputCol), models.ReverseStringIndexerModel(m.getLabels))
    case (m: OneHotEncoderModel, _) =>
      nodes.OneHotEncoder(m.uid, many(m.getInputCols, m.getOutputCols),
        models.OneHotEncoderModel(m.categorySizes, HandleInvalid.fromString(m.getHandleInvalid), m.getDropLast))
    case (m: VectorAssembler, frame) =>
      nodes.VectorAssembler(m.uid, gather(m.getInputCols, m.getOutputCol), models.VectorAssemblerModel(m.getInputCols.map(shapeOf(_, frame))))
    case (m: StandardScalerModel, _) =>
      nodes.StandardScaler(m.uid, one(m.getInputCol, m.getOutputCol),
        models.StandardScalerModel(if (m.getWithStd) Some(m.std) else None, if (m.getWithMean) Some(m.mean) else None))
    case (m: MinMaxScalerModel, _) =>
      nodes.MinMaxScaler(m.uid, one(m.getInputCol, m.getOutputCol), models.MinMaxScalerModel(m.originalMin, m.originalMax, m.getMin, m.getMax))
    case (m: Bucketizer, _) =>
      nodes.Bucketizer(m.uid, one(m.getInputCol, m.getOutputCol),
        models.BucketizerModel(m.getSplits, HandleInvalid.fromString(m.getHandleInvalid)))
    case (m: ImputerModel, _) =>
      nodes.Imputer(m.uid, one(m.getInputCol, m.getOutputCol),
        models.ImputerModel(m.surrogateDF.head().getDouble(0), m.getMissingValue, m.getStrategy))
    case (m: Tokenizer, _) =>
      nodes.Tokenizer(m.uid, one(m.getInputCol, m.getOutputCol), models.TokenizerModel())
    case (m: RegexTokenizer, _) =>
      nodes.RegexTokenizer(m.uid, one(m.getInputCol, m.getOutputCol),
        models.RegexTokenizerModel(m.getPattern.r, m.getGaps, m.getMinTokenLength, m.getToLowercase))
    case (m: StopWordsRemover, _) =>
      nodes.StopWordsRemover(m.uid, one(m.getInputCol, m.getOutputCol), models.StopWordsRemoverModel(m.getStopWords, m.getCaseSensitive))
    case (m: NGram, _) =>
      nodes.NGram(m.uid, one(m.getInputCol, m.getOutputCol), models.NGramModel(m.getN))
    case (m: HashingTF, _) =>
      nodes.HashingTermFrequency(m.uid, one(m.getInputCol, m.getOutputCol),
        models.HashingTermFrequencyModel(m.getNumFeatures, m.getBinary, 2))
    case (m: CountVectorizerModel, _) =>
      nodes.CountVectorizer(m.uid, one(m.getInputCol, m.getOutputCol), models.CountVectorizerModel(m.vocabulary, m.getBinary, m.getMinTF))
    case (m: IDFModel, _) =>
      nodes.IDF(m.uid, one(m.getInputCol, m.getOutputCol), models.IDFModel(m.idf))
    case (m: Word2VecModel, _) =>
      val vectors = m.getVectors.collect().map(r => r.getString(0) -> r.getAs[Vector](1).toArray)
      nodes.WordToVector(m.uid, one(m.getInputCol, m.getOutputCol),
        models.WordToVectorModel(vectors.map(_._1).zipWithIndex.toMap, vectors.flatMap(_._2)))
    case (m: FeatureHasher, frame) =>
      nodes.FeatureHasher(m.uid, gather(m.getInputCols, m.getOutputCol),
        models.FeatureHasherModel(m.getNumFeatures, m.getCategoricalCols, m.getInputCols, m.getInputCols.map(typeOf(_, frame))))
    case (m: MaxAbsScalerModel, _) =>
      nodes.MaxAbsScaler(m.uid, one(m.getInputCol, m.getOutputCol), models.MaxAbsScalerModel(m.maxAbs))
    case (m: Normalizer, frame) =>
      nodes.Normalizer(m.uid, one(m.getInputCol, m.getOutputCol), models.NormalizerModel(m.getP, sizeOf(m.getInputCol, frame)))
    case (m: Binarizer, frame) =>
      val shape = shapeOf(m.getInputCol, frame)
      nodes.Binarizer(m.uid, one(m.getInputCol, m.getOutputCol), models.BinarizerModel(m.getThreshold, shape))
    case (m: ElementwiseProduct, _) =>
      nodes.ElementwiseProduct(m.uid, one(m.getInputCol, m.getOutputCol), models.ElementwiseProductModel(m.getScalingVec))
    case (m: DCT, frame) =>
      nodes.DCT(m.uid, one(m.getInputCol, m.getOutputCol), models.DCTModel(m.getInverse, sizeOf(m.getInputCol, frame)))
    case (m: PolynomialExpansion, frame) =>
      nodes.PolynomialExpansion(m.uid, one(m.getInputCol, m.getOutputCol), models.PolynomialExpansionModel(m.getDegree, sizeOf(m.getInputCol, frame)))
    case (m: PCAModel, _) =>
      nodes.Pca(m.uid, one(m.getInputCol, m.getOutputCol), models.PcaModel(new DenseMatrix(m.pc.numRows, m.pc.numCols, m.pc.values)))
    case (m: ChiSqSelectorModel, frame) =>
      nodes.ChiSqSelector(m.uid, one(m.getFeaturesCol, m.getOutputCol), models.ChiSqSelectorModel(m.selectedFeatures, sizeOf(m.getFeaturesCol, frame)))
    case (m: VectorIndexerModel, _) =>
      nodes.VectorIndexer(m.uid, one(m.getInputCol, m.getOutputCol),
        models.VectorIndexerModel(m.numFeatures, m.categoryMaps, HandleInvalid.fromString(m.getHandleInvalid)))
    case (m: VectorSlicer, frame) =>
      val group = AttributeGroup.fromStructField(frame.schema(m.getInputCol))
      nodes.VectorSlicer(m.uid, one(m.getInputCol, m.getOutputCol),
        models.VectorSlicerModel(m.getIndices, m.getNames.map(n => n -> group.indexOf(n)), sizeOf(m.getInputCol, frame)))
    case (m: Interaction, frame) =>
      val spec = m.getInputCols.map { column =>
        if (frame.schema(column).dataType != SQLDataTypes.VectorType) Array(1)
        else AttributeGroup.fromStructField(frame.schema(column)).attributes.get.map {
          case nominal: NominalAttribute => nominal.getNumValues.get
          case _                         => 1
        }
      }
      nodes.Interaction(m.uid, gather(m.getInputCols, m.getOutputCol), models.InteractionModel(spec, m.getInputCols.map(shapeOf(_, frame))))
    case (m: MinHashLSHModel, frame) =>
      nodes.MinHashLSH(m.uid, one(m.getInputCol, m.getOutputCol), models.MinHashLSHModel(Private.coefficients(m), sizeOf(m.getInputCol, frame)))
    case (m: BucketedRandomProjectionLSHModel, frame) =>
      nodes.BucketedRandomProjectionLSH(m.uid, one(m.getInputCol, m.getOutputCol),
        models.BucketedRandomProjectionLSHModel(Private.unitVectors(m), m.getBucketLength, sizeOf(m.getInputCol, frame)))
  }
}
