import java.util.Random

import org.apache.spark.ml.attribute.{Attribute, AttributeGroup, NominalAttribute, NumericAttribute}
import org.apache.spark.ml.linalg.Vector
import org.apache.spark.sql.DataFrame
import org.apache.spark.sql.types._

import Case._

/** Data to fit models on, and rows to ask them about. */
object Models {
  private val fields = Seq("features" -> vector, "label" -> DoubleType)

  /** 120 rows of four features, the last a category of 0 to 4; `label` makes the target of the features and some noise. */
  private def rows(seed: Int, label: (Array[Double], Double) => Double): Seq[Seq[Any]] = {
    val random = new Random(seed)
    Seq.fill(120) {
      val x = Array(random.nextGaussian(), random.nextDouble() * 10, (random.nextInt(9) - 4).toDouble, random.nextInt(5).toDouble)
      Seq(dense(x: _*), label(x, random.nextGaussian()))
    }
  }

  private val attributes: Array[Attribute] =
    Array.fill(3)(NumericAttribute.defaultAttr: Attribute) :+ NominalAttribute.defaultAttr.withNumValues(5)

  /** Tells Spark which feature is a category. */
  private def categorical(frame: DataFrame): DataFrame =
    frame.withColumn("features", frame("features").as("features", new AttributeGroup("features", attributes).toMetadata()))

  private def labelled(frame: DataFrame, classes: Int): DataFrame =
    frame.withColumn("label", frame("label").as("label", NominalAttribute.defaultAttr.withNumValues(classes).toMetadata()))

  private def class3(x: Array[Double], noise: Double): Double = {
    val score = x(0) + x(1) / 5 + (if (x(3) == 1 || x(3) == 4) 1.5 else -0.5) + 0.3 * noise
    if (score < 0.3) 0 else if (score < 1.8) 1 else 2
  }

  val two: DataFrame = labelled(categorical(frame(fields: _*)(rows(7, (x, e) => if (class3(x, e) > 0.5) 1 else 0): _*)), 2)
  val three: DataFrame = labelled(categorical(frame(fields: _*)(rows(11, class3): _*)), 3)
  val real: DataFrame = categorical(
    frame(fields: _*)(rows(13, (x, e) => 3 * x(0) - 0.7 * x(1) + x(2) * x(2) + (if (x(3) < 2) 4 else 0) + e): _*)
  )
  val positive: DataFrame = frame(fields: _*)(rows(17, (x, e) => math.exp(0.4 * x(0) + 0.1 * x(1) + 0.1 * e)): _*)

  private val common: Seq[Vector] = Seq(
    dense(0.5, 3.0, -1.0, 2.0), dense(-1.2, 9.5, 4.0, 1.0), dense(0.0, 0.0, 0.0, 0.0), dense(2.5, 7.25, -4.0, 4.0), dense(-0.3, 5.0, 2.0, 3.0),
    dense(0.05, 1.0, 0.0, 0.0), sparse(4)(), sparse(4)(1 -> 6.0), sparse(4)(0 -> -1.5, 3 -> 4.0), dense(1.0, 2.0, 3.0, 1.0),
    dense(-2.0, 0.25, -3.0, 3.0), dense(0.33, 4.4, 1.0, 2.0), dense(-0.0, 10.0, -0.0, 1.0)
  )
  private val extreme: Seq[Vector] = Seq(
    dense(1e6, -1e6, 1e3, 0.0), dense(Double.NaN, 3.0, -1.0, 2.0), dense(Double.PositiveInfinity, 3.0, 1.0, 1.0),
    dense(0.5, Double.NegativeInfinity, 1.0, 1.0), dense(1e300, 1e300, 1e300, 1.0), dense(0.5, 3.0, -1.0, 9.0)
  )

  val input: DataFrame = categorical(column("features", vector)(common ++ extreme: _*))
  /** Spark 3 makes NaN of the other classes where one is infinite. */
  val bounded: DataFrame = categorical(
    column("features", vector)((common ++ extreme).filterNot(_.toArray.exists(_.isInfinite)): _*)
  )
  /** Single precision holds them. */
  val small: DataFrame = categorical(column("features", vector)(common ++ extreme.take(2): _*))
  val finite: DataFrame = categorical(column("features", vector)(common: _*))
}
