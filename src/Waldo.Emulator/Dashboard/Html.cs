using System.Globalization;
using System.Text.Encodings.Web;

namespace Waldo.Emulator.Dashboard;

/// <summary>A piece of HTML. Whatever is put into one is encoded, unless it is a piece of HTML itself.</summary>
internal readonly record struct Html(string Text)
{
    public static Html Empty { get; } = new("");

    /// <summary>Fills the holes of an interpolated text, encoding what comes from data.</summary>
    public static Html Of(FormattableString text) => new(string.Format(
        CultureInfo.InvariantCulture, text.Format, [.. text.GetArguments().Select(Encode)]));

    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(piece => piece.Text)));

    public override string ToString() => Text;

    private static object Encode(object? value) => value switch
    {
        null => "",
        Html html => html.Text,
        IFormattable formattable => HtmlEncoder.Default.Encode(formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => HtmlEncoder.Default.Encode(value.ToString() ?? ""),
    };
}
