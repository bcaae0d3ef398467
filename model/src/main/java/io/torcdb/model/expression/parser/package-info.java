/**
 * From the text of expressions to their trees: lexer, recursive descent and every check that needs
 * no table. Enter through {@link io.torcdb.model.expression.parser.ExpressionParser}, after {@link
 * io.torcdb.model.expression.parser.PlaceholderRules}. Text is hostile: it costs bounded stack and
 * time.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.model.expression.parser;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
