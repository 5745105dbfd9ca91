global using System.CommandLine;
global using System.Globalization;
global using AngleSharp.Dom;
global using BlazorAspire.LoadTest.Apps;
global using BlazorAspire.LoadTest.Circuits;
global using BlazorAspire.LoadTest.Rendering;
global using BlazorAspire.LoadTest.Reports;
global using static System.FormattableString;
