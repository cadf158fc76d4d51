import org.apache.spark.ml.feature._
import org.apache.spark.sql.types._

import Case._

/** What Spark 2.4 or its exporter does not have. */
object Newer {
  private val fields = Seq("colour" -> StringType, "size" -> StringType)
  private val pairs = frame(fields: _*)(Seq("red", "L"), Seq("green", "M"), Seq("red", "S"), Seq("blue", "L"), Seq("", "été"))

  private val columns = Seq("error", "keep", "skip").map { h =>
    Case("string_indexer", s"columns-$h",
      new StringIndexer("indexer").setInputCols(Array("colour", "size")).setOutputCols(Array("c", "s")).setHandleInvalid(h),
      pairs,
      frame(fields: _*)(
        Seq("red", "L"), Seq("", "été"), Seq("pink", "L"), Seq("red", "XL"), Seq("pink", "XL"), Seq(null, "L"), Seq("red", null)
      ),
      Seq("c", "s"))
  }

  private val orders = Seq("frequencyAsc", "alphabetAsc", "alphabetDesc").map { order =>
    Case("string_indexer", order.toLowerCase,
      new StringIndexer("indexer").setInputCol("colour").setOutputCol("c").setStringOrderType(order), pairs, pairs, Seq("c"))
  }

  private def imputer(name: String, strategy: String, missing: Double, train: Seq[Any]) = Case(
    "imputer", name,
    new Imputer("imputer").setInputCol("x").setOutputCol("filled").setStrategy(strategy).setMissingValue(missing),
    column("x", DoubleType)(train: _*), column("x", DoubleType)(edges ++ Seq(-1.0, 23.4): _*), Seq("filled")
  )

  private val imputers = Seq(
    imputer("mean", "mean", Double.NaN, Seq(1.0, 2.0, 4.5, Double.NaN, null)),
    imputer("median", "median", Double.NaN, Seq(1.0, 2.0, 4.5, 7.0, null)),
    imputer("mode", "mode", -1.0, Seq(3.0, 2.0, 3.0, -1.0, -1.0, -1.0)),
    imputer("zero", "mean", 0.0, Seq(1.0, 0.0, 2.0))
  )

  val cases: Seq[Case] = columns ++ orders ++ imputers
}
