import org.apache.spark.ml.linalg.{DenseVector, SQLDataTypes, SparseVector, Vector}
import org.apache.spark.sql.Row
import org.apache.spark.sql.types._

/** The lossless JSON form of frames that `fixtures/mleap/README.md` describes. */
object Json {
  def text(s: String): String = {
    val escaped = s.flatMap {
      case '"'                            => "\\\""
      case '\\'                           => "\\\\"
      case c if c < ' ' || c.isSurrogate  => f"\\u${c.toInt}%04x"
      case c                              => c.toString
    }
    "\"" + escaped + "\""
  }

  def list(items: Iterable[String]): String = items.mkString("[", ", ", "]")

  /** One item per line. */
  def lines(items: Iterable[String], indent: String): String =
    if (items.isEmpty) "[]" else items.map(indent + "  " + _).mkString("[\n", ",\n", s"\n$indent]")

  def number(d: Double): String =
    if (d.isNaN || d.isInfinite) text(d.toString)
    else if (d == 0 && 1 / d < 0) text("-0")
    else if (d == math.rint(d) && d.abs < 1e15) d.toLong.toString
    else d.toString

  def value(v: Any): String = v match {
    case null                => "null"
    case b: Boolean          => b.toString
    case d: Double           => number(d)
    case f: Float            => number(f.toDouble)
    case l: Long             => text(l.toString)
    case s: String           => text(s)
    case v: DenseVector      => list(v.values.map(number))
    case v: SparseVector =>
      s"""{"size": ${v.size}, "indices": ${list(v.indices.map(_.toString))}, "values": ${list(v.values.map(number))}}"""
    // What hashes to several tables gives a list of vectors of one element, which MLeap knows as one tensor.
    case vs @ Seq(_: Vector, _*) =>
      s"""{"dimensions": [${vs.size}, 1], "values": ${list(vs.map(v => number(v.asInstanceOf[Vector](0))))}}"""
    case vs: Seq[_]          => list(vs.map(value))
    case m: scala.collection.Map[_, _] => list(m.toSeq.map { case (k, x) => list(Seq(value(k), value(x))) })
    case i @ (_: Int | _: Short | _: Byte) => i.toString
  }

  def row(row: Row): String = list(row.toSeq.map(value))

  def field(f: StructField): String = {
    val (shape, base) = f.dataType match {
      case ArrayType(SQLDataTypes.VectorType, _) => ("tensor", "double")
      case ArrayType(item, _)                    => ("list", this.base(item))
      case SQLDataTypes.VectorType               => ("tensor", "double")
      case MapType(_, item, _)                   => ("map", this.base(item))
      case scalar                                => ("scalar", this.base(scalar))
    }
    s"""{"name": ${text(f.name)}, "shape": "$shape", "base": "$base"}"""
  }

  private def base(t: DataType): String = t match {
    case BooleanType => "boolean"
    case ByteType    => "byte"
    case ShortType   => "short"
    case IntegerType => "int"
    case LongType    => "long"
    case FloatType   => "float"
    case DoubleType  => "double"
    case StringType  => "string"
  }
}
