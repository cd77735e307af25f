using System.Text;
using System.Text.Json;
using BotKit.Handlers.Content;

namespace BotKit.Handlers.Tests.Content;

/// <summary>What is hostile in Markdown, HTML and front matter, beyond the shared set.</summary>
public sealed class ContentMarkupTests(ITestOutputHelper output)
{
    public static TheoryData<string> Payloads() => new(
        // Elements that mean another thing when they are read again.
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<svg><style><!--</style><image href=x onerror=alert(1)>--></svg>",
        "<table><td><svg><desc><td><script>alert(1)</script>",
        "<select><noembed></select><script x='a'>alert(1)</script>",
        "<xmp><p title=\"</xmp><svg/onload=alert(1)>\">",
        "<listing>&lt;img src=1 onerror=alert(1)&gt;</listing>",
        "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\">",
        "<template><script>alert(1)</script></template>",
        "<plaintext><img src=x onerror=alert(1)>",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<svg><animate xlink:href=#x attributeName=href values=javascript:alert(1) /><a id=x><text x=20 y=20>x</text></a>",
        "<svg><use href=\"data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=\"/></svg>",
        "<math href=\"javascript:alert(1)\">x</math>",
        "<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>",
        "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
        // Addresses.
        "<a href=\"java\tscript:alert(1)\">x</a>",
        "<a href=\"java\nscript:alert(1)\">x</a>",
        "<a href=\"\u0001javascript:alert(1)\">x</a>",
        "<a href=\" &#14;javascript:alert(1)\">x</a>",
        "<a href=\"&#x6A;avascript&colon;alert(1)\">x</a>",
        "<a href=\"javascript&NewLine;:alert(1)\">x</a>",
        "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
        "<a href=\"vbscript:msgbox(1)\">x</a>",
        "<a href=\"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\">x</a>",
        "<a href=\"blob:https://example.org/x\">x</a>",
        "<a href=\"file:///etc/passwd\">x</a>",
        "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">",
        "<img srcset=\"javascript:alert(1) 1x\" src=x>",
        "<img src=x:alert(alt) onerror=eval(src) alt=x>",
        "<img src=`javascript:alert(1)`>",
        "<base href=\"javascript:\\\"><a href=\"/alert(1)\">x</a>",
        "<a href=x target=_blank ping=https://evil.example>x</a>",
        "[x](javascript:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](&#106;avascript:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](\u0001javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "![x](data:image/svg+xml;base64,PHN2Zy8+)",
        "![x\"onerror=\"alert(1)](https://example.org/a.png \"x\" onerror=alert(1)\")",
        "[x](https://example.org/\"onmouseover=\"alert(1))",
        "<javascript:alert(1)>",
        "<https://example.org/\"onmouseover=alert(1)>",
        "[a]: javascript:alert(1)\n\n[a]",
        "[a]: <data:text/html,x> 'y'\n\n[x][a]",
        // Attributes, styles, entities, broken tags.
        "<p style=\"background:url(javascript:alert(1))\">x</p>",
        "<style>@import 'https://evil.example/x.css';</style>",
        "<p style=\"behavior:url(x.htc)\" id=\"location\" name=\"cookie\" class=\"admin\">x</p>",
        "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">",
        "<<script>script>alert(1)<</script>/script>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<img src=x onerror\u0000=alert(1)>",
        "<img/src=x/onerror=alert(1)>",
        "<img src='x'onerror='alert(1)'>",
        "<svg\u000Conload=alert(1)>",
        "<a href='x'><a href='javascript:alert(1)'><b onclick=alert(1)><i onmouseover=\"alert(1)\">",
        "<b><p><a><table><tr><td><b><p><img src=x onerror=alert(1)></table>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<!--!><img src=x onerror=alert(1)--!>",
        "<![CDATA[<img src=x onerror=alert(1)>]]>",
        "<?xml version=\"1.0\"?><script>alert(1)</script>",
        "<!DOCTYPE x [<!ENTITY y \"<script>alert(1)</script>\">]>&y;",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
        "<custom-element onconnected=alert(1) is=x>y</custom-element>",
        "<div slot=x contenteditable onfocus=alert(1) autofocus tabindex=1>y</div>",
        "<form action=javascript:alert(1)><input type=submit><button formaction=javascript:alert(1)>",
        "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
        "<link rel=stylesheet href=javascript:alert(1)>",
        "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
        "<video poster=javascript:alert(1)><source onerror=alert(1)></video><audio src=x onerror=alert(1)>",
        "<details open ontoggle=alert(1)><summary>x</summary></details>",
        "<marquee onstart=alert(1)>x</marquee>",
        "<body onload=alert(1)><frameset onload=alert(1)>",
        "\uFF1Cscript\uFF1Ealert(1)\uFF1C/script\uFF1E",
        "<script\u2028>alert(1)</script>",
        "\uD800<script>alert(1)</script>\uDFFF&#xD800;&#0;&#x110000;");

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Html_OfAPayload_IsNeverUnsafe(string payload)
    {
        foreach (var html in new[] { SafeHtml.Sanitise(payload), MarkdownText.ToSafeHtml(payload), MarkdownText.ToSafeHtml("# x\n\n> - " + payload + "\n\n| a |\n|---|\n" + payload) })
        {
            output.WriteLine(html);
            HtmlDanger.Find(html).Should().BeNull();
            HtmlDanger.Find($"<table><tr><td title=x>{html}</td></tr></table>").Should().BeNull("it goes into other pages");
            HtmlDanger.Find(SafeHtml.Sanitise(html)).Should().BeNull();
            SafeHtml.Sanitise(html).Should().Be(html, "what is safe stays as it is");
        }
    }

    [Fact]
    public void Html_OfPayloadsInPairs_IsNeverUnsafe()
    {
        var payloads = Payloads().Select(row => row.Data).ToList();
        for (var one = 0; one < payloads.Count; one++)
        {
            var other = payloads[(one * 7 + 3) % payloads.Count];
            foreach (var mixed in new[] { payloads[one] + other, payloads[one][..(payloads[one].Length / 2)] + other, $"<b title='{payloads[one]}'>{other}", $"`{payloads[one]}` [{other}](x)" })
            {
                HtmlDanger.Find(SafeHtml.Sanitise(mixed)).Should().BeNull(mixed);
                HtmlDanger.Find(MarkdownText.ToSafeHtml(mixed)).Should().BeNull(mixed);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Engine_ThatGivesAPayload_GetsItSafe(string payload)
    {
        await using var host = new ContentHost(services: services => ContentHost.AddEngine(services, new ContentDraft { Title = payload, MetaDescription = payload, Markdown = payload }));

        var result = await host.RunAsync("""{"operation":"generate","kind":"blogPost","brief":{"topic":"bread"}}""");

        var piece = ((ContentGeneration)result.Data!).Pieces.Single();
        HtmlDanger.Find(piece.Html).Should().BeNull();
        CheckFrontMatter(piece);
        JsonDocument.Parse(host.ToJson(result).GetRawText()).Should().NotBeNull();
    }

    [Theory]
    [InlineData("    <b>x</b>")]
    [InlineData(" - x")]
    [InlineData("\t\t+ x")]
    [InlineData("  1. x")]
    [InlineData("   ===")]
    [InlineData("12) x")]
    [InlineData("***")]
    [InlineData("&amp; \\ ~~~")]
    [InlineData("[a]: https://example.org 'x'")]
    public void Text_ThatLooksLikeMarkdown_ShowsAsItIs(string text)
    {
        foreach (var before in new[] { "", "- ", "> ", "x\n" })
        {
            MarkdownFacts.Of(before + MarkdownEscape.Escape(text)).Text.Should().EndWith(text.Trim());
            MarkdownText.ToSafeHtml(before + MarkdownEscape.Escape(text)).Should().NotContainAny("<b>", "<code>", "<h1>", "<ol>", "<hr>", "<a ");
        }
    }

    [Theory]
    [InlineData("---\ntags: [x]\n---")]
    [InlineData("x\u2028---\u2029tags: y\u0085z")]
    [InlineData("\"\ntitle: other\nx: \"")]
    [InlineData("!!python/object/apply:os.system [x]")]
    [InlineData("*anchor &anchor {a: b} # comment")]
    [InlineData("yes")]
    [InlineData("null")]
    [InlineData("2026-01-01")]
    [InlineData("\\\"x\\u0000\\")]
    [InlineData("\uFEFF\u200B\u202E\t\r\n\u0007\u001B[31m\uD83D")]
    [InlineData("%YAML 1.1\n...\n---")]
    public async Task FrontMatter_OfAHostileTitle_IsOneMapping(string title)
    {
        await using var host = new ContentHost(services: services => ContentHost.AddEngine(services, new ContentDraft { Title = title, MetaDescription = title, Markdown = title }));

        var piece = (await host.DataAsync<ContentGeneration>($$$"""{"operation":"generate","kind":"blogPost","brief":{"topic":"bread","keyphrase":{{{JsonSerializer.Serialize(title.Where(letter => !char.IsControl(letter)).Aggregate(new StringBuilder(), (text, letter) => text.Append(letter)).ToString())}}}}}""")).Pieces.Single();

        output.WriteLine(piece.FrontMatter);
        CheckFrontMatter(piece);
        piece.Title.Any(char.IsControl).Should().BeFalse();
    }

    /// <summary>Each line is one name and one JSON text, or the date; the texts are those of the piece.</summary>
    private static void CheckFrontMatter(ContentPiece piece)
    {
        var lines = piece.FrontMatter.Split(['\n', '\r', '\u0085', '\u2028', '\u2029']);
        lines.Select(line => line.Split(' ')[0]).Should().Equal("---", "title:", "description:", "slug:", "date:", "lang:", "keyphrase:", "---", "");
        JsonDocument.Parse(lines[1]["title: ".Length..]).RootElement.GetString().Should().Be(piece.Title);
        JsonDocument.Parse(lines[2]["description: ".Length..]).RootElement.GetString().Should().Be(piece.MetaDescription);
        piece.FrontMatter.Where(char.IsControl).Should().OnlyContain(letter => letter == '\n');
    }
}
