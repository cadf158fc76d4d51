package org.apache.spark.ml.kakehi

import ml.combust.mleap.core.tree
import org.apache.spark.ml.feature.{BucketedRandomProjectionLSHModel, MinHashLSHModel}
import org.apache.spark.ml.linalg.{Vector, Vectors}
import org.apache.spark.ml.tree.{CategoricalSplit, ContinuousSplit, InternalNode, LeafNode, Node}

/** What Spark keeps to its own package. */
object Private {
  def coefficients(model: MinHashLSHModel): Seq[(Int, Int)] = model.randCoefficients.toSeq

  def unitVectors(model: BucketedRandomProjectionLSHModel): Seq[Vector] = model.randUnitVectors.toSeq

  /** `leaf`: what a leaf holds, from Spark's leaf. */
  def node(of: Node, leaf: LeafNode => Vector): tree.Node = of match {
    case l: LeafNode     => tree.LeafNode(leaf(l))
    case n: InternalNode =>
      val split = n.split match {
        case s: ContinuousSplit  => tree.ContinuousSplit(s.featureIndex, s.threshold)
        case s: CategoricalSplit =>
          val isLeft = s.leftCategories.length < s.rightCategories.length
          tree.CategoricalSplit(s.featureIndex, s.numCategories, if (isLeft) s.leftCategories else s.rightCategories, isLeft)
      }
      tree.InternalNode(node(n.leftChild, leaf), node(n.rightChild, leaf), split)
  }

  val counts: LeafNode => Vector = leaf => Vectors.dense(leaf.impurityStats.stats)
  val prediction: LeafNode => Vector = leaf => Vectors.dense(leaf.prediction)
}
