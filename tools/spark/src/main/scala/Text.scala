import org.apache.spark.ml.feature._
import org.apache.spark.sql.DataFrame
import org.apache.spark.sql.types._

import Case._

/** Text to words, words to vectors. */
object Text {
  private val words = ArrayType(StringType)
  private val texts = column("text", StringType)(
    "Hello World", " leading and  double ", "", " ", "été Ärger ÉTÉ", "tabs\tand\nlines\r\n end", "İstanbul SS ß", "日本 語", "a,b,,c,,",
    "no-break\u00a0space\u2003em", "x", "1 22 333", "🎋 bamboo", "don't STOP", "vertical\u000btab\fform", null
  )
  private val plain = column("text", StringType)("Hello World")

  /** Spark cannot hold the halves of a surrogate pair. */
  private val whole = texts.where("text is null or text not like '%🎋%'")

  private def regex(name: String, pattern: String, gaps: Boolean = true, min: Int = 1, lower: Boolean = true, texts: DataFrame = texts) = Case(
    "regex_tokenizer", name,
    new RegexTokenizer("tokenizer").setInputCol("text").setOutputCol("words").setPattern(pattern).setGaps(gaps)
      .setMinTokenLength(min).setToLowercase(lower),
    plain, texts, Seq("words")
  )

  private val lists = column("words", words)(
    Seq("the", "quick", "Brown", "fox"), Seq("The", "THE", "the"), Seq(), Seq(""), Seq("été", "Été"), Seq("a", null, "b"),
    Seq("quick"), Seq("I", "i", "İ", "ı"), null
  )
  private val someWords = column("words", words)(Seq("a", "b", "c", "a"), Seq("b", "c"), Seq("c", "été", "a"), Seq(), Seq("d", "c", ""))
  private val moreWords = column("words", words)(
    Seq("a", "b", "c"), Seq("a", "a", "a", "b", "x"), Seq(), Seq("x", "y"), Seq("été", "", "A", "日本"), Seq("c", "c", "d", "d", "b", "a", "a", "a"), null
  )

  private def stop(name: String, caseSensitive: Boolean, stops: String*) = Case(
    "stopwords_remover", name,
    new StopWordsRemover("remover").setInputCol("words").setOutputCol("left").setCaseSensitive(caseSensitive).setStopWords(stops.toArray),
    column("words", words)(Seq("the")), lists, Seq("left")
  )

  private def ngram(n: Int) = Case(
    "ngram", n.toString, new NGram("ngram").setInputCol("words").setOutputCol("grams").setN(n), column("words", words)(Seq("a")), lists,
    Seq("grams")
  )

  private val terms = column("words", words)(
    Seq("a", "b", "c"), Seq("a", "a", "a"), Seq(), Seq("", "spark", "mleap", "hello world"), Seq("été", "日本語", "🎋"),
    Seq("abc", "abcd", "abcde", "state=NY"), null
  )

  private def hashing(name: String, features: Int, binary: Boolean) = Case(
    "hashing_term_frequency", name,
    new HashingTF("hashing").setInputCol("words").setOutputCol("counts").setNumFeatures(features).setBinary(binary),
    column("words", words)(Seq("a")), terms, Seq("counts")
  )

  private def counts(name: String, minTF: Double, binary: Boolean) = Case(
    "count_vectorizer", name,
    new CountVectorizer("counter").setInputCol("words").setOutputCol("counts").setMinTF(minTF).setBinary(binary), someWords, moreWords,
    Seq("counts")
  )

  private val idf = Case(
    "idf", "min-doc-freq", new IDF("idf").setInputCol("v").setOutputCol("weighted").setMinDocFreq(2),
    column("v", vector)(dense(1.0, 0.0, 3.0), sparse(3)(0 -> 1.0), dense(2.0, 0.0, 0.0), sparse(3)(2 -> 4.0)),
    column("v", vector)(
      dense(1.0, 2.0, 3.0), sparse(3)(), sparse(3)(0 -> -1.5, 2 -> 1e300), dense(Double.NaN, Double.PositiveInfinity, -0.0),
      sparse(3)(1 -> Double.PositiveInfinity), dense(0.1, 0.2, 0.3)
    ),
    Seq("weighted")
  )

  private val wordVectors = Case(
    "word_to_vector", "mean",
    new Word2Vec("vectors").setInputCol("words").setOutputCol("mean").setVectorSize(3).setMinCount(1).setSeed(7), someWords, moreWords,
    Seq("mean")
  )

  private val hashed = {
    val fields = Seq("real" -> DoubleType, "flag" -> BooleanType, "n" -> IntegerType, "text" -> StringType, "f" -> FloatType, "l" -> LongType)
    val rows = frame(fields: _*)(
      Seq(1.5, true, 3, "foo", 0.1f, 5L), Seq(0.0, false, -1, "", 1e10f, Long.MaxValue), Seq(-2.25, null, null, "été 日本", null, null),
      Seq(Double.NaN, true, 0, null, Float.PositiveInfinity, 0L), Seq(null, false, 7, "bar", 0f, -1L), Seq(1e300, true, Int.MaxValue, "foo", 0.3f, 9L)
    )
    def hasher(name: String, features: Int, categorical: String*) = Case(
      "feature_hasher", name,
      new FeatureHasher("hasher").setInputCols(fields.map(_._1): _*).setOutputCol("hashed").setNumFeatures(features)
        .setCategoricalCols(categorical.toArray),
      rows, rows, Seq("hashed"), tolerance = 1e-15
    )
    Seq(hasher("default", 1 << 18), hasher("categorical", 1 << 10, "n", "real"), hasher("collisions", 3))
  }

  val cases: Seq[Case] = Seq(
    Case("tokenizer", "default", new Tokenizer("tokenizer").setInputCol("text").setOutputCol("words"), plain, texts, Seq("words")),
    regex("default", "\\s+"), regex("words", "\\w+", gaps = false), regex("min-length", "\\W", min = 3, lower = false),
    regex("comma", ","), regex("empty-match", "", min = 0, texts = whole), regex("unicode", "\\p{L}+", gaps = false), regex("possessive", "[a-z&&[^aeiou]]++", gaps = false),
    stop("default", false, "the", "i", "été"), stop("case", true, "the", "I", ""),
    ngram(1), ngram(2), ngram(3),
    hashing("default", 1 << 18, binary = false), hashing("few", 10, binary = false), hashing("binary", 10, binary = true),
    counts("default", 1.0, binary = false), counts("share", 0.3, binary = false), counts("binary", 2.0, binary = true),
    idf, wordVectors
  ) ++ hashed
}
